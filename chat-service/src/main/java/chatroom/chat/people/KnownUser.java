package chatroom.chat.people;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/// This service's copy of an account.
@Entity
@Table(name = "known_users")
class KnownUser extends PanacheEntityBase {
    @Id UUID id;
    String username;
    boolean disabled;
}
