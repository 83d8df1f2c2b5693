package chatroom.chat.rooms;

import chatroom.events.AiSettings;
import chatroom.events.RoomAddress;
import chatroom.events.RoomState;
import chatroom.events.Theme;
import chatroom.events.Visibility;

/// A room whose log is there to be written to and read from.
///
/// @param epoch id of the Kafka topic that the log is in
public record RoomView(
        String id,
        String name,
        Theme theme,
        Visibility visibility,
        AiSettings ai,
        RoomAddress address,
        String epoch,
        long version) {

    /// Whether anybody may enter.
    public boolean isPublic() {
        return visibility == Visibility.PUBLIC;
    }

    RoomState state() {
        return new RoomState(id, name, theme, visibility, ai, address, epoch, version);
    }
}
