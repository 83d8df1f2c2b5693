package chatroom.ai.turns;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What follows from a line: somebody speaks, nobody does, or it is too early to say.
public sealed interface Decision {

    /// These personas answer, in this order.
    ///
    /// @param hop the hop of the first answer; each further one counts one more
    /// @param scores the relevance that was measured, by persona; empty where it played no part
    record Speak(List<Speaker> speakers, int hop, Map<String, Double> scores) implements Decision {
        public Speak {
            speakers = List.copyOf(speakers);
            scores = Map.copyOf(scores);
        }
    }

    /// Nobody answers.
    ///
    /// @param scores as in {@link Speak}
    record Silent(SilenceReason reason, Map<String, Double> scores) implements Decision {
        public Silent {
            scores = Map.copyOf(scores);
        }

        Silent(SilenceReason reason) {
            this(reason, Map.of());
        }
    }

    /// Ask again after this time.
    record Wait(Duration time) implements Decision {}

    /// A persona that answers, and the rule that chose it.
    record Speaker(String persona, Rule rule) {}
}
