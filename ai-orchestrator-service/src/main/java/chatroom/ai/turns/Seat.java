package chatroom.ai.turns;

import java.util.Set;

/// A persona that sits in the room.
///
/// @param persona its short name
/// @param names what it may be called after an `@`: short name, display name, sender
public record Seat(String persona, Set<String> names) {
    public Seat {
        names = Set.copyOf(names);
    }
}
