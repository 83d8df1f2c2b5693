package chatroom.ai.turns;

import java.util.List;
import java.util.Map;

/// Measures how much a line is a persona's subject.
public interface Relevance {

    /// A score from −1 to 1 for each seat; empty where nothing can be measured at the moment.
    Map<String, Double> of(String text, List<Seat> seats);
}
