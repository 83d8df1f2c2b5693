package chatroom.events;

import java.util.regex.Pattern;

/// The form of room ids: `[a-z0-9][a-z0-9_-]{0,63}`.
public final class RoomId {

    /// The seeded public room.
    public static final String LOBBY = "lobby";

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private RoomId() {}

    public static boolean isValid(String id) {
        return FORM.matcher(id).matches();
    }

    /// The id itself.
    ///
    /// @throws IllegalArgumentException where it has not the form
    public static String require(String id) {
        if (!isValid(id)) {
            throw new IllegalArgumentException("not a room id: " + id);
        }
        return id;
    }
}
