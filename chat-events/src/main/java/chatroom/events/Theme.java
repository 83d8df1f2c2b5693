package chatroom.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/// What a room is about, and who of the personas sits in it.
///
/// @param description at most 500 characters; empty where the room has no theme
/// @param guidelines at most 1,000 characters; empty where there are none
/// @param activePersonas names of personas, in the order of their seats
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Theme(String description, String guidelines, List<String> activePersonas) {
    public Theme {
        description = Fields.text("description", description);
        guidelines = Fields.text("guidelines", guidelines);
        activePersonas = Fields.names("active_personas", activePersonas);
    }
}
