package chatroom.ai.voices;

import chatroom.ai.personas.Card;
import chatroom.ai.prompt.Prompt;
import chatroom.ai.turns.Line;
import java.util.List;

/// What a voice is to write.
///
/// @param room where
/// @param card who speaks
/// @param prompt what a model is told
/// @param said the line that is answered
/// @param lines the room's last lines, oldest first, `said` among them
public record Script(String room, Card card, Prompt prompt, Line said, List<Line> lines) {
    public Script {
        lines = List.copyOf(lines);
    }
}
