package chatroom.ai.reply;

import chatroom.ai.distress.DistressLog;
import chatroom.ai.distress.DistressLog.Aftermath;
import chatroom.ai.log.Lines;
import chatroom.ai.log.PeopleOfRooms;
import chatroom.ai.log.Typing;
import chatroom.ai.output.Draft;
import chatroom.ai.output.Speakers;
import chatroom.ai.personas.Card;
import chatroom.ai.personas.Cards;
import chatroom.ai.prompt.Prompts;
import chatroom.ai.store.Database;
import chatroom.ai.turns.Author;
import chatroom.ai.turns.Line;
import chatroom.ai.turns.Table;
import chatroom.ai.voices.Script;
import chatroom.events.RoomState;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Brings together what a decision and a prompt are made from.
@ApplicationScoped
class Scenes {

    private static final int MARKER_BYTES = 8;

    private final Database database;
    private final Cards cards;
    private final Typing typing;
    private final InstantSource clock;
    private final byte[] secret = new SecureRandom().generateSeed(32);

    Scenes(Database database, Cards cards, Typing typing, InstantSource clock) {
        this.database = database;
        this.cards = cards;
        this.typing = typing;
        this.clock = clock;
    }

    /// A room at the moment when one of its turns is taken.
    ///
    /// @param mentionedPeople as in {@link Table}
    record Scene(
            RoomState room,
            List<Line> lines,
            Set<String> mentionedPeople,
            List<Card> seated,
            List<Card> absent) {

        Optional<Line> line(Turn turn) {
            return lines.stream().filter(line -> line.id().equals(turn.trigger())).findFirst();
        }

        List<Card> others(Card than) {
            return seated.stream().filter(card -> !card.equals(than)).toList();
        }
    }

    Scene of(RoomState room) throws SQLException {
        return database.inTransaction(connection -> of(connection, room));
    }

    private Scene of(Connection connection, RoomState room) throws SQLException {
        List<Line> lines = Lines.last(connection, room.id());
        Set<String> mentioned = PeopleOfRooms.mentioned(connection, room.id(), lines);
        List<Card> seated =
                room.theme().activePersonas().stream()
                        .flatMap(name -> cards.of(name).stream())
                        .toList();
        List<Card> absent = cards.all().stream().filter(card -> !seated.contains(card)).toList();
        return new Scene(room, lines, mentioned, seated, absent);
    }

    Table table(Scene scene, Turn turn, Aftermath aftermath) {
        return new Table(
                scene.room().ai(),
                scene.lines(),
                scene.seated().stream().map(Card::seat).toList(),
                scene.absent().stream().map(Card::seat).toList(),
                scene.mentionedPeople(),
                aftermath == Aftermath.AFTER,
                typing.in(scene.room().id(), clock.instant()),
                turn.waited());
    }

    /// How that message stands to distress that was told of in the room or by its author.
    Aftermath aftermath(Scene scene, Line said) throws SQLException {
        String room = scene.room().id();
        return database.inTransaction(connection ->
                said.isPersons()
                        ? DistressLog.ofPerson(connection, room, said.author().name(), said.seq())
                        : DistressLog.ofRoom(connection, room));
    }

    Script script(Scene scene, Card card, Line said) {
        return new Script(
                scene.room().id(),
                card,
                Prompts.compose(
                        card,
                        scene.others(card),
                        scene.room().theme(),
                        scene.lines(),
                        said,
                        marker(scene.room().id())),
                said,
                scene.lines());
    }

    /// A word that nobody in the room can know. It stays the same while this process lives, so that
    /// providers can reuse the beginning of prompts.
    private String marker(String room) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(secret);
            digest.update(room.getBytes(StandardCharsets.UTF_8));
            return "mark-" + HexFormat.of().formatHex(digest.digest(), 0, MARKER_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Draft draft(Scene scene, Card card) {
        Set<String> others = new LinkedHashSet<>();
        scene.lines().stream()
                .map(Line::author)
                .filter(Author.Person.class::isInstance)
                .forEach(person -> others.add(person.name()));
        cards.all().stream()
                .filter(other -> !other.equals(card))
                .forEach(other -> others.addAll(other.names()));
        return new Draft(new Speakers(card.names(), others), card.styleConstraints().maxTokens());
    }
}
