package chatroom.ai.prompt;

import chatroom.ai.output.Tokens;
import java.util.List;

/// A model's input, in the form that every provider's chat template takes: one system text, then
/// turns of which others' and the persona's own alternate, the first and the last of them others'.
///
/// @param system the operator's text
/// @param turns in the order in which the model reads them
public record Prompt(String system, List<Turn> turns) {

    /// Tokens that providers add around each turn.
    private static final int FRAME = 4;

    /// @throws IllegalArgumentException where the turns are not of that form
    public Prompt {
        turns = List.copyOf(turns);
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i) instanceof Heard != (i % 2 == 0)) {
                throw new IllegalArgumentException("turn " + i + " does not alternate");
            }
        }
        if (turns.size() % 2 == 0) {
            throw new IllegalArgumentException("the last turn is not another's");
        }
    }

    /// Tokens of the whole prompt, as far as they can be counted here.
    public int tokens() {
        return Tokens.count(system)
                + FRAME
                + turns.stream().mapToInt(turn -> Tokens.count(turn.text()) + FRAME).sum();
    }

    /// A part of the talk.
    public sealed interface Turn {
        String text();
    }

    /// Lines of others in the room, people or personas; the last one holds the request, too.
    public record Heard(String text) implements Turn {}

    /// Lines of the persona itself.
    public record Own(String text) implements Turn {}
}
