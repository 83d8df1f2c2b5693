package chatroom.sms.outgoing;

import chatroom.sms.phones.Phone;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/// Hours at which a phone is left in peace.
final class QuietHours {

    private QuietHours() {}

    /// The first moment from `at` on at which that phone may be sent something: `at` itself outside
    /// of its quiet hours, else their end.
    static Instant next(Phone phone, Instant at) {
        LocalTime from = phone.quietFrom();
        LocalTime to = phone.quietTo();
        if (from == null || to == null) {
            return at;
        }
        ZonedDateTime there = at.atZone(phone.zone());
        LocalTime now = there.toLocalTime();
        boolean overnight = from.isAfter(to);
        boolean quiet =
                overnight
                        ? !now.isBefore(from) || now.isBefore(to)
                        : !now.isBefore(from) && now.isBefore(to);
        if (!quiet) {
            return at;
        }
        boolean tomorrow = overnight && !now.isBefore(from);
        // A time that a change of the clocks leaves out moves on, as the calendar does.
        return there.toLocalDate()
                .plusDays(tomorrow ? 1 : 0)
                .atTime(to)
                .atZone(phone.zone())
                .toInstant();
    }
}
