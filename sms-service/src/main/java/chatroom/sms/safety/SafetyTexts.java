package chatroom.sms.safety;

import chatroom.safety.CalmLines;
import chatroom.safety.Distress;
import chatroom.safety.DistressDetector;
import chatroom.sms.keys.Secrets;
import chatroom.sms.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What a phone is told when its text tells of acute distress: the helpline of its own country.
@ApplicationScoped
public class SafetyTexts {

    /// Provider of the lines that the room is told in the same case.
    public static final String PROVIDER = "safety";

    /// Calm lines to one number within a window.
    private static final int MOST = 3;

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final DistressDetector detector = new DistressDetector();
    private final CalmLines lines;
    private final Secrets secrets;
    private final MeterRegistry meters;

    SafetyTexts(
            Secrets secrets,
            MeterRegistry meters,
            @ConfigProperty(name = "SAFETY_LINE") Optional<String> line,
            @ConfigProperty(name = "SAFETY_COUNTRY") Optional<String> country) {
        this.secrets = secrets;
        this.meters = meters;
        this.lines = new CalmLines(line.orElse(null), country.orElse(null));
    }

    /// What a text tells of; empty where it is an ordinary one.
    public Optional<Distress> in(String text) {
        return detector.detect(text);
    }

    /// The calm line for a number; empty where it has had it several times within ten minutes.
    ///
    /// @param country of the number; `ZZ` where it has none
    public Optional<String> lineFor(
            Connection connection, Distress distress, String number, String country, Instant now)
            throws SQLException {
        long length = WINDOW.toSeconds();
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
                                "safety:" + secrets.hash("limit", number),
                                start)
                        .getFirst();
        if (taken > MOST) {
            return Optional.empty();
        }
        meters.counter(
                        "sms.distress.answers",
                        "kind",
                        distress.kind().label(),
                        "language",
                        distress.language())
                .increment();
        return Optional.of(lines.of(distress, country.equals("ZZ") ? null : country));
    }
}
