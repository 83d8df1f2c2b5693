package chatroom.ai.api;

import chatroom.ai.personas.Card;
import chatroom.ai.personas.Cards;
import chatroom.ai.voices.Voices;
import chatroom.problems.Problems;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Who the personas are: for anybody where guests are allowed, else for users.
@Path("/api/personas")
@Produces(MediaType.APPLICATION_JSON)
class PersonasResource {

    private final Cards cards;
    private final Voices voices;
    private final SecurityIdentity caller;
    private final boolean guests;

    PersonasResource(
            Cards cards,
            Voices voices,
            SecurityIdentity caller,
            @ConfigProperty(name = "GUEST_ACCESS") boolean guests) {
        this.cards = cards;
        this.voices = voices;
        this.caller = caller;
        this.guests = guests;
    }

    /// A list with the way to what follows it; there is never more than one page here.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(List<PersonaView> items, @Schema(nullable = true) @Nullable String next) {}

    @GET
    public Page all() {
        admit();
        return new Page(cards.all().stream().map(this::view).toList(), null);
    }

    @GET
    @Path("/{name}")
    public PersonaView one(@RestPath String name) {
        admit();
        return cards.of(name)
                .map(this::view)
                .orElseThrow(() -> Problems.of(404, "not_found", "There is no such persona."));
    }

    private PersonaView view(Card card) {
        return PersonaView.of(card, voices.current().provider(), caller.hasRole("admin"));
    }

    private void admit() {
        if (!guests && caller.isAnonymous()) {
            throw Problems.unauthenticated();
        }
    }
}
