package chatroom.standalone.twilio;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A message that the simulator carried, or still carries.
///
/// @param sid its name, `SM` and 32 digits
/// @param inbound whether a phone wrote it
/// @param status `queued`, `sent`, `delivered`, `undelivered`, `failed`; `received` for a phone's
/// @param errorCode Twilio's code of what went wrong; null where nothing did
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record Sms(
        String sid,
        boolean inbound,
        String from,
        String to,
        String body,
        List<String> media,
        String status,
        @Nullable Integer errorCode,
        @Nullable String callback,
        Instant created) {

    private static final Set<Integer> NEVER_LEFT = Set.of(30001, 30002);

    Sms at(String next) {
        return new Sms(sid, inbound, from, to, body, media, next, errorCode, callback, created);
    }

    /// The same message after it could not be delivered for this reason.
    Sms lost(int code) {
        String end = NEVER_LEFT.contains(code) ? "failed" : "undelivered";
        return new Sms(sid, inbound, from, to, body, media, end, code, callback, created);
    }
}
