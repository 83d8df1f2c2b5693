package chatroom.ai.turns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Whose turn it is where nobody was called.
final class Rota {
    private Rota() {}

    /// Who may speak: nobody who rests after a turn of their own, where others can.
    ///
    /// @param cooldown AI turns to sit out
    static List<Seat> rested(List<Seat> seats, List<Line> lines, int cooldown) {
        var tired = new LinkedHashSet<String>();
        List<Line> ai = lines.stream().filter(line -> !line.isPersons()).toList().reversed();
        for (Line line : ai.subList(0, Math.min(cooldown, ai.size()))) {
            if (line.author() instanceof Author.Persona persona
                    && seats.stream().anyMatch(seat -> seat.persona().equals(persona.id()))
                    && tired.size() < seats.size() - 1) {
                tired.add(persona.id());
            }
        }
        return seats.stream().filter(seat -> !tired.contains(seat.persona())).toList();
    }

    /// The one with the least share of talk; of equals the one that has been silent longest, then
    /// the one whose seat comes first.
    static Optional<Seat> next(List<Seat> candidates, List<Line> lines) {
        var inOrder = new ArrayList<>(candidates);
        inOrder.sort(
                Comparator.comparingLong((Seat seat) -> share(seat, lines))
                        .thenComparingLong(seat -> lastSpoke(seat, lines)));
        return inOrder.stream().findFirst();
    }

    private static long share(Seat seat, List<Line> lines) {
        return lines.stream().filter(line -> line.isBy(seat.persona())).count();
    }

    private static long lastSpoke(Seat seat, List<Line> lines) {
        return lines.stream()
                .filter(line -> line.isBy(seat.persona()))
                .mapToLong(Line::seq)
                .max()
                .orElse(-1);
    }
}
