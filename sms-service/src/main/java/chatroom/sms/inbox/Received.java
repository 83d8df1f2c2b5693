package chatroom.sms.inbox;

import chatroom.sms.store.Database;
import chatroom.sms.twilio.SignedRequest;
import chatroom.text.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A text from a phone.
///
/// @param media pictures and the like that came with it
/// @param answeredByTwilio whether Twilio has answered it already
/// @param attempts to bring it into the room, this one included
/// @param traceparent what handing it over was part of; null where that is not written down yet
record Received(
        String sid,
        String from,
        String to,
        @Nullable UUID userId,
        String body,
        int media,
        boolean answeredByTwilio,
        Instant at,
        int attempts,
        @Nullable String traceparent) {

    /// More is not said of, however many there are.
    private static final int MOST_MEDIA = 10;

    static Received of(SignedRequest request, Instant now) {
        return new Received(
                request.plain("MessageSid"),
                request.plain("From"),
                request.plain("To"),
                null,
                Text.clean(request.first("Body")),
                media(request.first("NumMedia")),
                !request.first("OptOutType").isEmpty(),
                now,
                0,
                null);
    }

    static Received of(ResultSet row) throws SQLException {
        return new Received(
                row.getString("message_sid"),
                row.getString("from_number"),
                row.getString("to_number"),
                row.getObject("user_id", UUID.class),
                row.getString("body"),
                row.getInt("media"),
                false,
                Database.time(row, "received_at"),
                row.getInt("attempts"),
                row.getString("traceparent"));
    }

    /// What it says, with a word for each picture: they are noted and never fetched.
    String text() {
        return (body.strip() + " [picture]".repeat(media)).strip();
    }

    private static int media(String count) {
        try {
            return Math.clamp(Integer.parseInt(count), 0, MOST_MEDIA);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
