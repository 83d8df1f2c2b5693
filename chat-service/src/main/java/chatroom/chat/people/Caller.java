package chatroom.chat.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who asks: an account with a session, or a guest with a name.
public sealed interface Caller {

    /// The name as others see it.
    String name();

    /// What the ids of this author's messages are derived from, and what presence counts by.
    String key();

    /// The account; null for a guest.
    @Nullable UUID userId();

    /// Somebody who signed in.
    ///
    /// @param sessionId the session that the token belongs to
    /// @param expires when the token stops being good
    /// @param byPhone whether sms-service speaks for them, with what they wrote on their phone
    record Account(
            UUID id, String name, boolean admin, UUID sessionId, Instant expires, boolean byPhone)
            implements Caller {
        @Override
        public String key() {
            return id.toString();
        }

        @Override
        public UUID userId() {
            return id;
        }
    }

    /// Somebody who only gave a name.
    record Guest(String name) implements Caller {
        @Override
        public String key() {
            return key(name);
        }

        /// The key of the guest of this name.
        public static String key(String name) {
            return "guest:" + name;
        }

        @Override
        public @Nullable UUID userId() {
            return null;
        }
    }
}
