package chatroom.chat.live;

import chatroom.chat.messages.MessageView;
import chatroom.events.PersonaState;
import chatroom.events.Theme;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a newcomer to a room is told.
///
/// @param lastSeq `seq` of the newest message; -1 in a room without any
/// @param reset true where what the client has is of no use any more: these messages replace it
/// @param degraded true where older messages can not be read at the moment
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryData(
        RoomName room,
        List<MessageView> messages,
        Theme theme,
        List<PersonaState> personas,
        List<Member> members,
        String epoch,
        long lastSeq,
        @Nullable Boolean reset,
        @Nullable Boolean degraded) {

    /// Which room this is.
    public record RoomName(String id, String name) {}

    /// Somebody who is online in the room.
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Member(String name, @Nullable UUID userId) {}
}
