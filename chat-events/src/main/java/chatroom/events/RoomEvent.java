package chatroom.events;

import chatroom.text.Text;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything that can happen in a room. One value of this type is one record in the room's
/// partition; the record's offset is its `seq`, and every reader sees the same order.
///
/// Durable events are what a client that comes back is owed, once and in order. The others concern
/// only who is watching at that moment.
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface RoomEvent {

    /// Characters of a `client_id` at most.
    int LONGEST_CLIENT_ID = 128;

    /// Whether a reconnecting client is owed this event.
    default boolean durable() {
        return this instanceof Durable;
    }

    /// A message: history keeps it, and it takes part in the chain of `prev`.
    sealed interface Durable extends RoomEvent {
        UUID id();
    }

    /// A reply of a persona that is being written, has been written or was given up.
    sealed interface Reply extends RoomEvent {
        UUID id();

        String personaId();
    }

    /// A person said something.
    ///
    /// @param id derived from (room, author, `clientId`) where the client named its message, else
    ///   UUIDv7
    /// @param sender the author's name as shown
    /// @param userId the author's account; null for a guest
    record MessagePosted(
            UUID id,
            String sender,
            @Nullable UUID userId,
            String text,
            @Nullable UUID replyTo,
            @Nullable String clientId,
            Via via)
            implements Durable {
        public MessagePosted {
            Fields.present("id", id);
            sender = Fields.name("sender", sender);
            text = Fields.text("text", text);
            clientId = printable(clientId);
            Fields.present("via", via);
        }

        /// It only lets the author's client recognise its own message. One of an old client that
        /// can not be stored is dropped: the message was acknowledged, and stays.
        private static @Nullable String printable(@Nullable String clientId) {
            return clientId == null || Text.refusal(clientId, LONGEST_CLIENT_ID).isPresent()
                    ? null
                    : clientId;
        }
    }

    /// A persona begins a reply: its id is that of the message to come.
    ///
    /// @param replyTo the message that it answers; null where nobody asked (a greeting)
    record ReplyStarted(UUID id, String personaId, String sender, @Nullable UUID replyTo)
            implements Reply {
        public ReplyStarted {
            Fields.present("id", id);
            personaId = Fields.name("persona_id", personaId);
            sender = Fields.name("sender", sender);
        }
    }

    /// The next piece of a reply.
    ///
    /// @param index 0, 1, 2 … within one attempt; an attempt that begins again at 0 replaces what
    ///   was shown
    record ReplyDelta(UUID id, String personaId, String sender, int index, String text)
            implements Reply {
        public ReplyDelta {
            Fields.present("id", id);
            personaId = Fields.name("persona_id", personaId);
            sender = Fields.name("sender", sender);
            text = Fields.text("text", text);
        }
    }

    /// A persona said something: the whole text, which replaces its pieces.
    ///
    /// @param hop AI turns since the last human message, this one included: 1 answers a person
    /// @param provider who wrote it: `builtin`, `openai`, `ollama`; `safety` for the line that is
    ///   said to distress, which is no persona's
    /// @param outcome why this is not a complete answer; null where it is one
    record ReplyPosted(
            UUID id,
            String personaId,
            String sender,
            String text,
            @Nullable UUID replyTo,
            int hop,
            String provider,
            @Nullable EndReason outcome)
            implements Durable, Reply {
        public ReplyPosted {
            Fields.present("id", id);
            personaId = Fields.name("persona_id", personaId);
            sender = Fields.name("sender", sender);
            text = Fields.text("text", text);
            provider = Fields.name("provider", provider);
        }
    }

    /// A reply ended otherwise than by being said in full.
    record ReplyEnded(UUID id, String personaId, String sender, EndReason reason) implements Reply {
        public ReplyEnded {
            Fields.present("id", id);
            personaId = Fields.name("persona_id", personaId);
            sender = Fields.name("sender", sender);
            Fields.present("reason", reason);
        }
    }

    /// Somebody asked a persona to stop talking.
    ///
    /// @param id the reply to stop
    /// @param by the name of who asked
    record ReplyStopRequested(UUID id, String by) implements RoomEvent {
        public ReplyStopRequested {
            Fields.present("id", id);
            by = Fields.name("by", by);
        }
    }

    /// A person came online in the room: once, however many tabs.
    record UserJoined(String sender, @Nullable UUID userId) implements RoomEvent {
        public UserJoined {
            sender = Fields.name("sender", sender);
        }
    }

    /// A person's last tab in the room closed.
    record UserLeft(String sender, @Nullable UUID userId) implements RoomEvent {
        public UserLeft {
            sender = Fields.name("sender", sender);
        }
    }

    /// A person is writing.
    record UserTyping(String sender, @Nullable UUID userId) implements RoomEvent {
        public UserTyping {
            sender = Fields.name("sender", sender);
        }
    }

    /// The room's theme is now this.
    ///
    /// @param by the name of who set it
    record ThemeChanged(Theme theme, String by) implements RoomEvent {
        public ThemeChanged {
            Fields.present("theme", theme);
            by = Fields.name("by", by);
        }
    }

    /// Somebody's place in the room changed.
    ///
    /// @param role the new role; null where the membership ended
    record MemberChanged(UUID userId, String name, @Nullable Role role) implements RoomEvent {
        public MemberChanged {
            Fields.present("user_id", userId);
            name = Fields.name("name", name);
        }
    }

    /// How a message fares on its way to a phone by SMS. It concerns that phone's owner alone.
    ///
    /// @param id of this event; the same news told again has the same
    /// @param at when the state was learnt
    /// @param messageId the room's message that went out
    /// @param userId whose phone it is
    /// @param state `queued`, `sent`, `delivered` or `failed`; the last two are final
    /// @param code the carrier's or Twilio's error code of a failure, digits; null where there is
    ///   none
    /// @param detail what the phone's owner is told about it; null where nothing went wrong
    record SmsState(
            UUID id,
            Instant at,
            UUID messageId,
            UUID userId,
            String state,
            @Nullable String code,
            @Nullable String detail)
            implements RoomEvent {

        /// The state of a message that will not arrive.
        public static final String FAILED = "failed";

        public SmsState {
            Fields.present("id", id);
            Fields.present("at", at);
            Fields.present("message_id", messageId);
            Fields.present("user_id", userId);
            state = Fields.name("state", state);
            code = code == null ? null : Fields.name("code", code);
            detail = detail == null ? null : Fields.text("detail", detail);
        }
    }
}
