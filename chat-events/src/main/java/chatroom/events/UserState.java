package chatroom.events;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;

/// An account as the other services know it: the value of the compacted topic `users`, keyed by id.
///
/// @param disabled whether the account may do anything; sockets of a disabled account are closed
@JsonNaming(SnakeCaseStrategy.class)
public record UserState(UUID id, String username, boolean isAdmin, boolean disabled) {

    /// The compacted topic of accounts.
    public static final String TOPIC = "users";

    public UserState {
        Fields.present("id", id);
        username = Fields.name("username", username);
    }
}
