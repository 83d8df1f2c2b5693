package chatroom.ai.turns;

import chatroom.mentions.Mentions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whom a line talks to.
sealed interface Address {

    /// Personas in the room, in the order in which they were called.
    record Personas(List<String> personas, Rule rule) implements Address {}

    /// A persona that does not sit here, and nobody else.
    record Absent() implements Address {}

    /// A person, and no persona.
    record People() implements Address {}

    /// Whoever likes to answer.
    record Anybody() implements Address {}

    /// Longer threads are followed no further back.
    int LONGEST_THREAD = 5;

    static Address of(Line said, Table room) {
        return of(said, room, LONGEST_THREAD);
    }

    private static Address of(Line said, Table room, int further) {
        Map<String, String> personas = names(room.seats());
        Map<String, String> absent = names(room.absent());
        var names = new ArrayList<>(personas.keySet());
        names.addAll(absent.keySet());
        names.addAll(room.people());
        List<String> mentioned = Mentions.in(said.text(), names);

        List<String> called =
                mentioned.stream()
                        .filter(personas::containsKey)
                        .map(personas::get)
                        .filter(persona -> !said.isBy(persona))
                        .distinct()
                        .toList();
        if (!called.isEmpty()) {
            return new Personas(called, Rule.MENTION);
        }
        if (mentioned.stream().anyMatch(absent::containsKey)) {
            return new Absent();
        }
        // A name that nobody here has is no address.
        if (!mentioned.isEmpty()) {
            return new People();
        }
        return thread(said, room, further);
    }

    private static Address thread(Line said, Table room, int further) {
        Line answered = said.replyTo() == null ? null : room.line(said.replyTo()).orElse(null);
        if (answered == null || !said.isPersons()) {
            return new Anybody();
        }
        return switch (answered.author()) {
            case Author.Persona persona ->
                    room.sits(persona.id())
                            ? new Personas(List.of(persona.id()), Rule.REPLY)
                            : new Absent();
            // Who goes on with a line of their own still talks to whom that line talked to.
            case Author.Person person ->
                    person.equals(said.author()) && further > 0
                            ? of(answered, room, further - 1)
                            : new People();
        };
    }

    private static Map<String, String> names(List<Seat> seats) {
        var names = new HashMap<String, String>();
        seats.forEach(seat -> seat.names().forEach(name -> names.put(name, seat.persona())));
        return names;
    }
}
