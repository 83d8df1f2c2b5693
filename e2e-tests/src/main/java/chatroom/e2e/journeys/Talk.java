package chatroom.e2e.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.Frame;
import chatroom.e2e.client.RoomClient;
import chatroom.e2e.product.Installation;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/// Two people and two personas in a room: the steps of a journey, wherever it goes.
public final class Talk {

    private final Installation installation;
    private final Api anyone;

    public Talk(Installation installation) {
        this.installation = installation;
        this.anyone = Api.at(installation.url());
    }

    /// Two people with accounts, both members of a fresh room with a theme and two personas.
    public Party gather(String room) {
        Account a = anyone.signUp(Names.fresh("anna"));
        Account b = anyone.signUp(Names.fresh("bert"));
        a.makeRoom(room, "Clocks, and what they measure", List.of("einstein", "shakespeare"));
        b.join(room);
        return new Party(
                room,
                a,
                b,
                RoomClient.enter(installation.url(), a.door(room)),
                RoomClient.enter(installation.url(), b.door(room)));
    }

    /// Who they are.
    public record Party(String room, Account a, Account b, RoomClient atA, RoomClient atB)
            implements AutoCloseable {
        @Override
        public void close() {
            atA.close();
            atB.close();
        }
    }

    /// A line, as both see it.
    public static Frame line(Party party, String text) {
        Frame atA = party.atA().await("its own line", frame -> isLine(frame, text));
        Frame atB = party.atB().await("the other's line", frame -> isLine(frame, text));
        assertThat(atB.id()).isEqualTo(atA.id());
        assertThat(atB.seq()).isEqualTo(atA.seq());
        return atA;
    }

    private static boolean isLine(Frame frame, String text) {
        return frame.is("user") && frame.text().equals(text);
    }

    /// The one answer to a line, as both see it be written.
    public static Frame answer(Party party, Frame question) {
        Frame atA = answer(party.atA(), question);
        Frame atB = answer(party.atB(), question);
        assertThat(atB.json()).isEqualTo(atA.json());
        return atA;
    }

    private static Frame answer(RoomClient client, Frame question) {
        Frame said =
                client.await(
                        "the answer to " + question.text(),
                        frame -> frame.is("ai") && frame.replyTo().equals(question.id()));
        assertThat(said.personaId()).isNotEmpty();
        assertThat(said.sender()).startsWith("AI_");
        assertThat(said.data().path("provider").asText()).isNotEmpty();
        List<Frame> steps =
                client.frames().stream()
                        .filter(frame -> frame.id().equals(said.id()))
                        .filter(frame -> !frame.is("ai"))
                        .toList();
        assertThat(steps.getFirst().event()).isEqualTo("ai_start");
        List<Frame> pieces = steps.stream().filter(frame -> frame.is("ai_delta")).toList();
        assertThat(pieces).as("streamed pieces").hasSizeGreaterThan(1);
        String streamed = String.join("", pieces.stream().map(Frame::text).toList());
        // The last piece may come as the whole text only, which replaces the pieces.
        assertThat(said.text()).startsWith(streamed.strip());
        return said;
    }

    /// Waits until the orchestrator has nothing left to decide about what was said in a room, and
    /// counts the answers to a line there.
    public long settledAnswers(RoomClient client, Frame question) {
        awaitOutcome(question.id());
        return client.frames().stream()
                .filter(frame -> frame.is("ai") && frame.replyTo().equals(question.id()))
                .count();
    }

    /// The recorded outcomes of what a message set off: `outcome` or `outcome/reason`.
    public List<String> awaitOutcome(String messageId) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> outcomes(messageId),
                        outcomes -> !outcomes.isEmpty() && !outcomes.contains(""));
    }

    private List<String> outcomes(String messageId) {
        try (var database = installation.database("ai");
                var query =
                        database.prepareStatement(
                                "select coalesce(outcome || coalesce('/' || reason, ''), '') from"
                                        + " turns where trigger_id = ?")) {
            query.setObject(1, UUID.fromString(messageId));
            try (ResultSet rows = query.executeQuery()) {
                var outcomes = new java.util.ArrayList<String>();
                while (rows.next()) {
                    outcomes.add(rows.getString(1));
                }
                return outcomes;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The topic in which a room lives.
    public String topic(String room) {
        try (var database = installation.database("chat");
                var query = database.prepareStatement("select topic from rooms where id = ?")) {
            query.setString(1, room);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The messages of a history frame, as texts in order.
    public static List<String> texts(Frame history) {
        return history.messages().stream().map(message -> message.path("text").asText()).toList();
    }

    /// The ids and places of messages, in order.
    public static List<String> places(List<JsonNode> messages) {
        return messages.stream()
                .map(message -> message.path("seq").asText() + " " + message.path("id").asText())
                .toList();
    }
}
