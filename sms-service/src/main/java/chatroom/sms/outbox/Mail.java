package chatroom.sms.outbox;

import chatroom.sms.keys.Secrets;
import chatroom.sms.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An SMS that was taken to be sent, or to be looked for.
///
/// @param attempts to hand it over, this one included
/// @param sendingSince when the last of them began
/// @param looks how often it was looked for at Twilio
/// @param traceparent what it is sent for
record Mail(
        UUID id,
        String to,
        @Nullable String from,
        String kind,
        String body,
        int segments,
        int attempts,
        Instant sendingSince,
        int looks,
        Instant createdAt,
        @Nullable String traceparent) {

    static Database.Row<Mail> opened(Secrets secrets) {
        return row -> of(row, secrets);
    }

    private static Mail of(ResultSet row, Secrets secrets) throws SQLException {
        String body = row.getString("body");
        return new Mail(
                row.getObject("id", UUID.class),
                row.getString("to_number"),
                row.getString("from_number"),
                row.getString("kind"),
                row.getBoolean("sealed") ? secrets.open(body) : body,
                row.getInt("segments"),
                row.getInt("attempts"),
                Database.time(row, "sending_since"),
                row.getInt("looks"),
                Database.time(row, "created_at"),
                row.getString("traceparent"));
    }
}
