package chatroom.sms.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.sms.phones.Phone;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    22:00, 08:00, Europe/Berlin, 2026-11-24T20:59:00Z, 2026-11-24T20:59:00Z
                    22:00, 08:00, Europe/Berlin, 2026-11-24T21:00:00Z, 2026-11-25T07:00:00Z
                    22:00, 08:00, Europe/Berlin, 2026-11-25T03:00:00Z, 2026-11-25T07:00:00Z
                    22:00, 08:00, Europe/Berlin, 2026-11-25T07:00:00Z, 2026-11-25T07:00:00Z
                    22:00, 08:00, America/New_York, 2026-11-25T03:00:00Z, 2026-11-25T13:00:00Z
                    09:00, 17:00, UTC, 2026-11-24T12:00:00Z, 2026-11-24T17:00:00Z
                    09:00, 17:00, UTC, 2026-11-24T17:30:00Z, 2026-11-24T17:30:00Z
                    22:00, 02:30, Europe/Berlin, 2026-03-28T22:00:00Z, 2026-03-29T01:30:00Z
                    """)
    void whatFallsIntoThemWaitsForTheirEnd(
            LocalTime from, LocalTime to, String zone, Instant at, Instant next) {
        assertThat(QuietHours.next(phone(from, to, zone), at)).isEqualTo(next);
    }

    @Test
    void withoutThemNothingWaits() {
        Instant at = Instant.parse("2026-11-24T03:00:00Z");

        assertThat(QuietHours.next(phone(null, null, "UTC"), at)).isEqualTo(at);
    }

    private static Phone phone(@Nullable LocalTime from, @Nullable LocalTime to, String zone) {
        return new Phone(
                UUID.randomUUID(),
                "+15552368877",
                "US",
                true,
                "opted_in",
                Instant.EPOCH,
                "v",
                "web",
                null,
                null,
                "lobby",
                "all",
                from,
                to,
                ZoneId.of(zone),
                null,
                null,
                null,
                null);
    }
}
