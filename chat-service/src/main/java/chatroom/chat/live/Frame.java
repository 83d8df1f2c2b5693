package chatroom.chat.live;

import chatroom.chat.messages.MessageView;
import chatroom.chat.messages.Times;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a socket is sent: the envelope `{sender, text, ctime, event}` and what else applies.
///
/// @param seq place in the room's order; only messages have one
/// @param prev `seq` of the message before it, so that a client can see a gap; null where that is
///   not known
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Frame(
        String sender,
        String text,
        String ctime,
        String event,
        String roomId,
        @Nullable UUID id,
        @Nullable Long seq,
        @Nullable Long prev,
        @Nullable String epoch,
        @Nullable String personaId,
        @Nullable UUID userId,
        @Nullable UUID replyTo,
        @Nullable String clientId,
        @Nullable String via,
        @Nullable Object data) {

    /// Who speaks for the room itself.
    public static final String SYSTEM = "@system";

    /// A message of a person or a persona.
    static Frame message(MessageView said, @Nullable Long prev, String epoch) {
        return new Frame(
                said.sender(),
                said.text(),
                said.ctime(),
                said.role(),
                said.roomId(),
                said.id(),
                said.seq(),
                prev,
                epoch,
                said.personaId(),
                said.userId(),
                said.replyTo(),
                said.clientId(),
                said.via(),
                said.data());
    }

    /// A step of a reply that is being written.
    static Frame reply(
            String event,
            String roomId,
            Instant time,
            UUID id,
            String personaId,
            String sender,
            String text,
            @Nullable UUID replyTo,
            @Nullable Object data) {
        return new Frame(
                sender,
                text,
                Times.iso(time),
                event,
                roomId,
                id,
                null,
                null,
                null,
                personaId,
                null,
                replyTo,
                null,
                null,
                data);
    }

    /// A notice about somebody or something in the room.
    public static Frame notice(
            String event,
            String roomId,
            Instant time,
            String sender,
            String text,
            @Nullable UUID userId,
            @Nullable Object data) {
        return new Frame(
                sender,
                text,
                Times.iso(time),
                event,
                roomId,
                null,
                null,
                null,
                null,
                null,
                userId,
                null,
                null,
                null,
                data);
    }

    /// The author's receipt: this message is durable.
    public static Frame ack(MessageView said, @Nullable String clientId) {
        return new Frame(
                SYSTEM,
                "",
                said.ctime(),
                "ack",
                said.roomId(),
                said.id(),
                said.seq(),
                null,
                null,
                null,
                null,
                null,
                clientId,
                null,
                null);
    }

    /// A refusal, for people and for programs.
    ///
    /// @param clientId what was refused; null where it had no name
    public static Frame error(
            String roomId, Instant time, String code, String text, @Nullable String clientId) {
        return new Frame(
                SYSTEM,
                text,
                Times.iso(time),
                "error",
                roomId,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                clientId,
                null,
                java.util.Map.of("code", code));
    }

    /// What was said before, first of all that a socket is sent.
    static Frame history(String roomId, Instant time, String epoch, HistoryData data) {
        return new Frame(
                SYSTEM,
                "",
                Times.iso(time),
                "history",
                roomId,
                null,
                null,
                null,
                epoch,
                null,
                null,
                null,
                null,
                null,
                data);
    }
}
