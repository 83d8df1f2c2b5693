package chatroom.events;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/// A persona as the other services know it: the value of the compacted topic `personas`, keyed by
/// name.
///
/// @param name short name, by which it is mentioned and known
/// @param sender what stands in front of its lines, such as `AI_Einstein`
/// @param avatar what its picture is drawn from
/// @param provider who writes its lines now: `builtin`, `openai`, `ollama`
@JsonNaming(SnakeCaseStrategy.class)
public record PersonaState(
        String name,
        String displayName,
        String sender,
        String description,
        List<String> tags,
        Avatar avatar,
        String provider,
        boolean isActive) {

    /// The compacted topic of personas.
    public static final String TOPIC = "personas";

    public PersonaState {
        name = Fields.name("name", name);
        displayName = Fields.text("display_name", displayName);
        sender = Fields.name("sender", sender);
        description = Fields.text("description", description);
        tags = Fields.names("tags", tags);
        Fields.present("avatar", avatar);
        provider = Fields.name("provider", provider);
    }

    /// Everything that it is called.
    public List<String> names() {
        return List.of(name, displayName, sender);
    }

    /// What a persona's picture is drawn from.
    ///
    /// @param hue degrees, 0–359
    @JsonNaming(SnakeCaseStrategy.class)
    public record Avatar(int hue, String initials) {}
}
