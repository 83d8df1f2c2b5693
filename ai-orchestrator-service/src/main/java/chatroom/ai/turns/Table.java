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
/// @param mentionedPeople people who were in the room before and are mentioned in `lines`, by
///   {@link chatroom.mentions.Mentions#key}
/// @param afterDistress whether the author told of distress within the last ten minutes
/// @param typing people who are writing now
/// @param waited how long the line that is to be answered has waited
public record Table(
        AiSettings settings,
        List<Line> lines,
        List<Seat> seats,
        List<Seat> absent,
        Set<String> mentionedPeople,
        boolean afterDistress,
        Set<String> typing,
        Duration waited) {
    public Table {
        lines = List.copyOf(lines);
        seats = List.copyOf(seats);
        absent = List.copyOf(absent);
        mentionedPeople = Set.copyOf(mentionedPeople);
        typing = Set.copyOf(typing);
    }

    Optional<Line> line(UUID id) {
        return lines.stream().filter(line -> line.id().equals(id)).findFirst();
    }

    boolean sits(String persona) {
        return seats.stream().anyMatch(seat -> seat.persona().equals(persona));
    }

    /// Names of people who may be meant by a mention.
    Set<String> people() {
        var people = new LinkedHashSet<>(mentionedPeople);
        lines.stream().filter(Line::isPersons).forEach(line -> people.add(line.author().name()));
        return people;
    }

    boolean othersType(Line than) {
        return typing.stream().anyMatch(name -> !name.equals(than.author().name()));
    }
}
