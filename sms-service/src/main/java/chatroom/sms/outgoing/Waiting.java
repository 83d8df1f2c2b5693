package chatroom.sms.outgoing;

import chatroom.sms.outgoing.Bundle.Said;
import chatroom.sms.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A line that waits.
///
/// @param traceparent what saying it was part of
record Waiting(
        long id,
        String room,
        UUID messageId,
        String speaker,
        String text,
        String kind,
        Instant due,
        @Nullable String traceparent) {
    static Waiting of(ResultSet row) throws SQLException {
        return new Waiting(
                row.getLong("id"),
                row.getString("room_id"),
                row.getObject("message_id", UUID.class),
                row.getString("speaker"),
                row.getString("body"),
                row.getString("kind"),
                Database.time(row, "due_at"),
                row.getString("traceparent"));
    }

    boolean isReply() {
        return kind.equals("reply");
    }

    Said said() {
        return new Said(speaker, text);
    }
}
