package chatroom.chat.rooms;

import chatroom.events.Role;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/// Somebody's place in a room.
@Entity
@Table(name = "memberships")
@IdClass(Membership.Key.class)
class Membership extends PanacheEntityBase {
    @Id
    @Column(name = "room_id")
    String roomId;

    @Id
    @Column(name = "user_id")
    UUID userId;

    String name;

    @Enumerated(EnumType.STRING)
    Role role;

    @Column(name = "joined_at")
    Instant joinedAt;

    @Column(name = "last_read_seq")
    long lastReadSeq = -1;

    protected Membership() {}

    Membership(String roomId, UUID userId, String name, Role role) {
        this.roomId = roomId;
        this.userId = userId;
        this.name = name;
        this.role = role;
        this.joinedAt = Instant.now();
    }

    /// Which place it is.
    record Key(String roomId, UUID userId) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
