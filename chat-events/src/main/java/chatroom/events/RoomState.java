package chatroom.events;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// A room as the other services know it: the value of the compacted topic `rooms`, keyed by id.
///
/// @param address where its log lives
/// @param epoch id of the Kafka topic that the log is in; a `seq` means nothing under another epoch
/// @param version grows with every change of the room, from 1
@JsonNaming(SnakeCaseStrategy.class)
public record RoomState(
        String id,
        String name,
        Theme theme,
        Visibility visibility,
        AiSettings ai,
        RoomAddress address,
        String epoch,
        long version) {

    /// The compacted topic of rooms.
    public static final String TOPIC = "rooms";

    public RoomState {
        RoomId.require(Fields.present("id", id));
        name = Fields.text("name", name);
        Fields.present("theme", theme);
        Fields.present("visibility", visibility);
        Fields.present("ai", ai);
        Fields.present("address", address);
        epoch = Fields.name("epoch", epoch);
    }
}
