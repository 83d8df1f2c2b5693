package chatroom.ai.prompt;

import chatroom.ai.output.Tokens;
import java.util.List;

/// What a model is given.
///
/// @param turns in the order in which the model reads them
public record Prompt(List<Turn> turns) {

    /// Tokens that providers add around each turn.
    private static final int FRAME = 4;

    public Prompt {
        turns = List.copyOf(turns);
    }

    /// Tokens of the whole prompt, as far as they can be counted here.
    public int tokens() {
        return turns.stream().mapToInt(turn -> Tokens.count(turn.text()) + FRAME).sum();
    }

    /// A piece of the prompt.
    public sealed interface Turn {
        String text();
    }

    /// The operator speaks.
    public record Instruction(String text) implements Turn {}

    /// Somebody else in the room spoke, a person or another persona.
    public record Heard(String text) implements Turn {}

    /// The persona itself spoke.
    public record Own(String text) implements Turn {}
}
