package chatroom.sms.phones;

import chatroom.sms.keys.Secrets;
import chatroom.sms.phones.PhoneNumbers.Parsed;
import chatroom.sms.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How often codes may be asked for and tried, all in one place. Each SMS costs money, and some
/// carriers pay those who make others send them.
@ApplicationScoped
class Limits {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /// @param name what is counted; a hash where that is a number or an address
    /// @param most within the window
    private record Limit(String name, int most, Duration window) {}

    /// Too much was asked for.
    static final class ExceededException extends Exception {
        private static final long serialVersionUID = 1L;
        private final Duration pause;

        ExceededException(Duration pause) {
            super("limit exceeded");
            this.pause = pause;
        }

        Duration pause() {
            return pause;
        }
    }

    private final Secrets secrets;
    private final int codesPerCountryAndDay;

    Limits(
            Secrets secrets,
            @ConfigProperty(name = "chatroom.sms.codes-per-country-and-day") int codesPerCountry) {
        this.secrets = secrets;
        this.codesPerCountryAndDay = codesPerCountry;
    }

    private List<Limit> ofCodes(UUID user, Parsed.Good number, String ip) {
        return List.of(
                new Limit("code:user:" + user, 5, HOUR),
                new Limit("code:user-day:" + user, 10, DAY),
                new Limit("code:number:" + hash(number.number()), 3, HOUR),
                new Limit("code:number-day:" + hash(number.number()), 6, DAY),
                new Limit("code:block:" + hash(number.block()), 20, HOUR),
                new Limit("code:ip:" + hash(ip), 20, HOUR),
                new Limit("code:country:" + number.country(), codesPerCountryAndDay, DAY));
    }

    private List<Limit> ofTries(UUID user, String ip) {
        return List.of(
                new Limit("try:user:" + user, 20, HOUR), new Limit("try:ip:" + hash(ip), 60, HOUR));
    }

    /// Counts a code that is asked for.
    ///
    /// @throws ExceededException where it is one too many; then nothing is to be committed
    void takeCode(Connection connection, UUID user, Parsed.Good number, String ip, Instant now)
            throws SQLException, ExceededException {
        take(connection, ofCodes(user, number, ip), now);
    }

    /// Counts a code that is tried.
    ///
    /// @throws ExceededException where it is one too many
    void takeTry(Connection connection, UUID user, String ip, Instant now)
            throws SQLException, ExceededException {
        take(connection, ofTries(user, ip), now);
    }

    private static void take(Connection connection, List<Limit> limits, Instant now)
            throws SQLException, ExceededException {
        for (Limit limit : limits) {
            long length = limit.window().toSeconds();
            Instant start = Instant.ofEpochSecond(now.getEpochSecond() / length * length);
            int taken =
                    Database.query(
                                    connection,
                                    """
                                    insert into limits (bucket, window_start, taken) values (?, ?, 1)
                                    on conflict (bucket, window_start) do update set taken = limits.taken + 1
                                    returning taken\
                                    """,
                                    row -> row.getInt(1),
                                    limit.name(),
                                    start)
                            .getFirst();
            if (taken > limit.most()) {
                throw new ExceededException(Duration.between(now, start.plus(limit.window())));
            }
        }
    }

    private String hash(String text) {
        return secrets.hash("limit", text);
    }
}
