package chatroom.chat.messages;

import chatroom.events.EndReason;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.RoomEvent.ReplyPosted;
import chatroom.events.Via;
import chatroom.roomlog.LoggedEvent;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message as clients see it, in history and in answers.
///
/// @param role `user` or `ai`
/// @param ctime ISO 8601, UTC, milliseconds
/// @param via `web`, `api` or `sms`
/// @param data of a persona's message: `provider`, and `outcome` where it is not a complete answer
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        UUID id,
        String roomId,
        long seq,
        String sender,
        @Nullable UUID userId,
        @Nullable String personaId,
        String role,
        String text,
        String ctime,
        @Nullable UUID replyTo,
        Map<String, Integer> reactions,
        @Nullable String clientId,
        String via,
        @Nullable AiData data) {

    /// How a persona's message came about.
    ///
    /// @param provider `builtin`, `openai` or `ollama`
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AiData(String provider, @Nullable EndReason outcome) {}

    /// What a person said, at its place in the room's order.
    public static MessageView of(String roomId, long seq, Instant time, MessagePosted said) {
        return new MessageView(
                said.id(),
                roomId,
                seq,
                said.sender(),
                said.userId(),
                null,
                "user",
                said.text(),
                Times.iso(time),
                said.replyTo(),
                Map.of(),
                said.clientId(),
                said.via().wireName(),
                null);
    }

    /// What a persona said.
    public static MessageView of(LoggedEvent at, ReplyPosted said) {
        return new MessageView(
                said.id(),
                at.roomId(),
                at.seq(),
                said.sender(),
                null,
                said.personaId(),
                "ai",
                said.text(),
                Times.iso(at.time()),
                said.replyTo(),
                Map.of(),
                null,
                Via.API.wireName(),
                new AiData(said.provider(), said.outcome()));
    }
}
