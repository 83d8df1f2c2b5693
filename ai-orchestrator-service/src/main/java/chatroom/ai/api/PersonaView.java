package chatroom.ai.api;

import chatroom.ai.personas.Card;
import chatroom.events.PersonaState.Avatar;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A persona as clients see it.
///
/// @param provider who writes its lines now
/// @param systemPrompt what its model is told to be; only for admins
/// @param styleConstraints likewise
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record PersonaView(
        String name,
        String displayName,
        String sender,
        Avatar avatar,
        String description,
        List<String> tags,
        boolean isActive,
        String provider,
        @Nullable String systemPrompt,
        Card.@Nullable Style styleConstraints) {

    static PersonaView of(Card card, String provider, boolean admin) {
        return new PersonaView(
                card.name(),
                card.displayName(),
                card.sender(),
                card.avatar(),
                card.description(),
                card.tags(),
                true,
                provider,
                admin ? card.systemPrompt() : null,
                admin ? card.styleConstraints() : null);
    }
}
