package chatroom.ai.personas;

import chatroom.ai.personas.Card.Example;
import chatroom.ai.personas.Card.Style;
import chatroom.ai.personas.Card.Topic;
import chatroom.events.PersonaState.Avatar;
import java.util.List;

/// Cards for tests: the seeded ones, and ones made up of a single word.
public final class TestCards {

    public static final Cards SEEDED =
            new Cards(List.of("einstein", "shakespeare", "curie", "lovelace", "twain"));

    private TestCards() {}

    /// A card in which every text contains `word`.
    public static Card of(String name, String word) {
        return new Card(
                name,
                "AI " + name,
                "AI_" + name,
                "description " + word,
                List.of("tag " + word),
                new Avatar(1, "XX"),
                "descriptor " + word,
                List.of("anchor " + word),
                List.of("keyword" + word),
                "prompt " + word,
                new Style(50, 0.7, null, null, null),
                List.of(new Example("said " + word, "reply " + word)),
                "greeting " + word,
                List.of("cannot " + word),
                "resting " + word,
                List.of(new Topic(List.of("cue " + word), List.of("line " + word), null)),
                List.of("reaction " + word),
                List.of("catch all " + word));
    }
}
