package chatroom.chat.messages;

import chatroom.events.EndReason;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message as the projection keeps it.
@Entity
@Table(name = "messages")
class StoredMessage extends PanacheEntityBase {
    @Id UUID id;

    @Column(name = "room_id")
    String roomId;

    long seq;
    String role;
    String sender;

    @Column(name = "user_id")
    @Nullable UUID userId;

    @Column(name = "persona_id")
    @Nullable String personaId;

    String text;
    Instant ctime;

    @Column(name = "reply_to")
    @Nullable UUID replyTo;

    @Column(name = "client_id")
    @Nullable String clientId;

    String via;
    @Nullable String provider;
    @Nullable String outcome;

    MessageView view() {
        return new MessageView(
                id,
                roomId,
                seq,
                sender,
                userId,
                personaId,
                role,
                text,
                Times.iso(ctime),
                replyTo,
                Map.of(),
                clientId,
                via,
                provider == null
                        ? null
                        : new MessageView.AiData(
                                provider, outcome == null ? null : EndReason.valueOf(outcome)));
    }
}
