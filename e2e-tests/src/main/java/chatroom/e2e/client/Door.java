package chatroom.e2e.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// How somebody gets into a room.
///
/// @param path with its query, which may be extended by `&`
/// @param token null for a guest
public record Door(String path, @Nullable String token) {

    /// With an account.
    public static Door member(String room, String token) {
        return new Door("/ws/" + room + "?", token);
    }

    /// By name alone.
    public static Door guest(String room, String name) {
        return new Door(
                "/chat?user_id="
                        + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        + "&room_id="
                        + room,
                null);
    }

    String since(long seq, String epoch) {
        return "%s&since=%d&epoch=%s"
                .formatted(path, seq, URLEncoder.encode(epoch, StandardCharsets.UTF_8));
    }
}
