package chatroom.sms.inbox;

import chatroom.sms.keys.Secrets;
import chatroom.sms.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// Keeps a phone that answers by itself from talking with personas for ever.
@ApplicationScoped
class TextLoops {

    /// What a text is in the row of texts before it.
    enum Place {
        /// It is passed on.
        ORDINARY,
        /// With it the row became a loop: it is not passed on, and its phone is told so once.
        BEGINS_LOOP,
        /// It is one more of a loop: nothing is sent.
        IN_LOOP
    }

    private static final Logger LOG = Logger.getLogger(TextLoops.class);

    /// Texts further apart than this are no loop.
    private static final Duration WINDOW = Duration.ofMinutes(10);

    /// A loop that was quiet for so long is over.
    private static final Duration FORGOTTEN = Duration.ofHours(24);

    /// Shorter texts may differ by their digits alone: people vote with them.
    private static final int LONG_TEXT = 20;

    private static final Pattern DIGITS = Pattern.compile("\\p{Nd}+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Secrets secrets;
    private final MeterRegistry meters;

    TextLoops(Secrets secrets, MeterRegistry meters) {
        this.secrets = secrets;
        this.meters = meters;
    }

    /// @param at when the text was stored
    private record Stored(TextLoop loop, Instant at) {}

    /// Takes one more text of a phone.
    Place take(Connection connection, UUID userId, String text, Instant now) throws SQLException {
        Database.update(
                connection,
                """
                insert into text_loops (user_id, recent, at) values (?, '', ?)
                on conflict do nothing\
                """,
                userId,
                now);
        Stored stored =
                Database.query(
                                connection,
                                "select * from text_loops where user_id = ? for update",
                                TextLoops::stored,
                                userId)
                        .getFirst();
        Duration kept = stored.loop().looping() ? FORGOTTEN : WINDOW;
        TextLoop before = stored.at().plus(kept).isBefore(now) ? TextLoop.NONE : stored.loop();
        TextLoop after = before.next(fingerprint(text));
        Database.update(
                connection,
                "update text_loops set recent = ?, looping = ?, at = ? where user_id = ?",
                String.join(" ", after.recent()),
                after.looping(),
                now,
                userId);
        return place(before, after, userId);
    }

    private Place place(TextLoop before, TextLoop after, UUID userId) {
        if (!after.looping()) {
            return Place.ORDINARY;
        }
        if (before.looping()) {
            return Place.IN_LOOP;
        }
        meters.counter("sms.loops").increment();
        LOG.infof(
                "The phone of account %s seems to answer by itself. Its texts are not passed on"
                        + " until a different one comes.",
                userId);
        return Place.BEGINS_LOOP;
    }

    /// The same for texts that an auto-responder varies by a time or a number alone.
    private String fingerprint(String text) {
        String plain = SPACES.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        if (plain.length() >= LONG_TEXT) {
            plain = DIGITS.matcher(plain).replaceAll("0");
        }
        return secrets.hash("loop", plain);
    }

    private static Stored stored(ResultSet row) throws SQLException {
        String recent = row.getString("recent");
        return new Stored(
                new TextLoop(
                        recent.isEmpty() ? List.of() : List.of(recent.split(" ")),
                        row.getBoolean("looping")),
                Database.time(row, "at"));
    }
}
