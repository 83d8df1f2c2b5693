package chatroom.ai.turns;

import chatroom.events.AiSettings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A room as it is at the moment of a decision.
///
/// @param lines what was said last, oldest first
/// @param seats the active personas, in the order of their seats
/// @param absent personas that exist, but do not sit here
/// @param typing people who are writing now
/// @param waited how long the line that is to be answered has waited
public record Table(
        AiSettings settings,
        List<Line> lines,
        List<Seat> seats,
        List<Seat> absent,
        Set<String> typing,
        Duration waited) {
    public Table {
        lines = List.copyOf(lines);
        seats = List.copyOf(seats);
        absent = List.copyOf(absent);
        typing = Set.copyOf(typing);
    }

    Optional<Line> line(UUID id) {
        return lines.stream().filter(line -> line.id().equals(id)).findFirst();
    }

    boolean sits(String persona) {
        return seats.stream().anyMatch(seat -> seat.persona().equals(persona));
    }

    /// Names of people who have spoken here.
    Set<String> people() {
        var people = new LinkedHashSet<String>();
        lines.stream().filter(Line::isPersons).forEach(line -> people.add(line.author().name()));
        return people;
    }

    boolean othersType(Line than) {
        return typing.stream().anyMatch(name -> !name.equals(than.author().name()));
    }
}
