package chatroom.ai.turns;

import chatroom.events.AiSettings;
import chatroom.events.AiSettings.AiToAi;
import chatroom.events.AiSettings.RespondWhen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A room for tests, told line by line.
final class Room {

    static final Seat EINSTEIN = seat("einstein", "AI Einstein");
    static final Seat CURIE = seat("curie", "AI Curie");
    static final Seat TWAIN = seat("twain", "AI Twain");
    static final Seat LOVELACE = seat("lovelace", "AI Lovelace");

    final List<Line> lines = new ArrayList<>();
    List<Seat> seats = List.of(EINSTEIN, CURIE, TWAIN);
    Set<String> mentionedPeople = Set.of();
    boolean afterDistress;
    Set<String> typing = Set.of();
    Duration waited = Duration.ZERO;
    int maxReplies = 1;
    int maxHops = 1;
    double chance = 1;
    int cooldown = 1;
    RespondWhen respondWhen = RespondWhen.ALWAYS;

    static Seat seat(String name, String displayName) {
        return new Seat(name, Set.of(name, displayName, displayName.replace(' ', '_')));
    }

    Line says(String name, String text) {
        return says(name, text, null);
    }

    Line says(String name, String text, @Nullable Line to) {
        return add(new Author.Person(name), text, to, 0);
    }

    Line replies(Seat seat, String text, Line to) {
        var author = new Author.Persona(seat.persona(), "AI_" + seat.persona());
        return add(author, text, to, Floor.hopAfter(to, lines));
    }

    private Line add(Author author, String text, @Nullable Line to, int hop) {
        var line =
                new Line(
                        id(lines.size()),
                        lines.size(),
                        author,
                        text,
                        to == null ? null : to.id(),
                        hop,
                        false,
                        false);
        lines.add(line);
        return line;
    }

    private static UUID id(int place) {
        return UUID.nameUUIDFromBytes(("line " + place).getBytes(StandardCharsets.UTF_8));
    }

    Table table() {
        return new Table(
                new AiSettings(
                        maxReplies, new AiToAi(maxHops, chance), respondWhen, 10_000, cooldown),
                lines,
                seats,
                List.of(LOVELACE),
                mentionedPeople,
                afterDistress,
                typing,
                waited);
    }
}
