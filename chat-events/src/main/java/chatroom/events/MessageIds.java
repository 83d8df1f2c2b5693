package chatroom.events;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/// Ids of messages. One that can be derived again is the same on every pod and after every crash:
/// that is what makes a message appear once.
public final class MessageIds {

    private static final UUID NAMESPACE = UUID.fromString("6d7c2f4e-5a0b-5c1e-9b7d-0a1f5f0e2c11");
    private static final NameBasedGenerator DERIVED = Generators.nameBasedGenerator(NAMESPACE);
    private static final TimeBasedEpochGenerator FRESH = Generators.timeBasedEpochGenerator();

    private MessageIds() {}

    /// A new UUIDv7.
    public static UUID fresh() {
        return FRESH.generate();
    }

    /// The id of the message that an author's client calls `clientId` (UUIDv5).
    ///
    /// @param author the account's id, or a guest's name behind `guest:`
    public static UUID ofClient(String roomId, String author, String clientId) {
        return DERIVED.generate(String.join("\0", "message", roomId, author, clientId));
    }

    /// The id of the reply that a persona gives to a message (UUIDv5).
    public static UUID ofReply(UUID trigger, String personaId) {
        return DERIVED.generate(String.join("\0", "reply", trigger.toString(), personaId));
    }
}
