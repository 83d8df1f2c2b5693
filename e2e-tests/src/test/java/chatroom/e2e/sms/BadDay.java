package chatroom.e2e.sms;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A day on which Twilio does not behave.
enum BadDay {
    TOO_MANY("429", false, false, false),
    ERROR("500", true, false, false),
    ERROR_BUT_CARRIED("500", true, true, false),
    ERROR_BUT_CARRIED_IN_SILENCE("500", true, true, true),
    NO_ANSWER("hang", true, false, false),
    NO_ANSWER_BUT_CARRIED("hang", true, true, false),
    NO_ANSWER_BUT_CARRIED_IN_SILENCE("hang", true, true, true),
    BROKEN("break", true, false, false),
    BROKEN_BUT_CARRIED("break", true, true, false),
    BROKEN_BUT_CARRIED_IN_SILENCE("break", true, true, true),
    GARBAGE("garbage", true, false, false),
    GARBAGE_BUT_CARRIED("garbage", true, true, false),
    GARBAGE_BUT_CARRIED_IN_SILENCE("garbage", true, true, true);

    /// As the simulator takes it.
    final String kind;

    /// Whether Twilio's answer leaves open whether it took the message.
    final boolean unclear;

    /// Whether it did.
    final boolean carried;

    /// Whether nothing but its list tells so.
    final boolean callbacksGetLost;

    BadDay(String kind, boolean unclear, boolean carried, boolean callbacksGetLost) {
        this.kind = kind;
        this.unclear = unclear;
        this.carried = carried;
        this.callbacksGetLost = callbacksGetLost;
    }

    /// No command: the answer to it quotes it.
    String text() {
        return "/" + name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    static long count(Predicate<BadDay> which) {
        return Stream.of(values()).filter(which).count();
    }
}
