package chatroom.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.Door;
import chatroom.e2e.client.Frame;
import chatroom.e2e.client.RoomClient;
import chatroom.e2e.crash.RoomTopicReader;
import chatroom.e2e.journeys.Talk;
import chatroom.e2e.journeys.Talk.Party;
import chatroom.e2e.product.Product;
import chatroom.e2e.product.Repository;
import chatroom.e2e.product.SharedProduct;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// What clients may rely on over WebSockets, and readers of Kafka in the topics.
@Order(5)
class FramesAndEventsIT {

    private static final List<String> ENVELOPE =
            List.of("sender", "text", "ctime", "event", "room_id");

    /// What a frame has beside the envelope.
    private static final Map<String, List<String>> FIELDS =
            Map.ofEntries(
                    Map.entry("user", List.of("id", "seq", "epoch", "via")),
                    Map.entry("ai", List.of("id", "seq", "epoch", "persona_id", "data")),
                    Map.entry("join", List.of()),
                    Map.entry("leave", List.of()),
                    Map.entry("typing", List.of()),
                    Map.entry("pong", List.of()),
                    Map.entry("presence", List.of("data")),
                    Map.entry("theme", List.of("data")),
                    Map.entry("member", List.of("data")),
                    Map.entry("history", List.of("data", "epoch")),
                    Map.entry("ack", List.of("id", "seq", "client_id")),
                    Map.entry("error", List.of("data")),
                    Map.entry("ai_start", List.of("id", "persona_id")),
                    Map.entry("ai_delta", List.of("id", "persona_id")),
                    Map.entry("ai_end", List.of("id", "persona_id", "data")));

    private final Product product = SharedProduct.get();
    private final Talk talk = new Talk(product);

    @Test
    void everyFrameHasTheFieldsOfItsEvent() {
        try (Party party = talk.gather("frames")) {
            RoomClient client = party.atA();
            party.atB().raw("{\"type\":\"typing\"}");
            client.await("typing", frame -> frame.is("typing"));
            client.raw("{\"type\":\"ping\"}");
            client.await("pong", frame -> frame.is("pong"));
            client.raw("{\"type\":\"no such type\",\"client_id\":\"c\"}");
            Frame error = client.await("an error", frame -> frame.is("error"));
            assertThat(error.data().path("code").asText()).isEqualTo("not_json");
            assertThat(error.clientId()).isEqualTo("c");
            client.raw(
                    "{\"type\":\"message\",\"text\":\"with more\",\"client_id\":\"m\",\"more\":[1]}");
            Frame ack =
                    client.await(
                            "the ack", frame -> frame.clientId().equals("m") && frame.is("ack"));
            Frame said = client.await("the line", frame -> frame.text().equals("with more"));
            assertThat(said.id()).isEqualTo(ack.id());
            assertThat(said.seq()).isEqualTo(ack.seq());
            client.say("@shakespeare one line, please");
            Frame question = Talk.line(party, "@shakespeare one line, please");
            Talk.answer(party, question);
            party.a()
                    .api()
                    .put(
                            "/api/rooms/frames/theme",
                            Map.of("description", "Frames", "guidelines", ""))
                    .expect(200);
            client.await("the theme", frame -> frame.is("theme"));
            RoomClient.enter(product.url(), Door.guest("frames", "passer-by")).close();
            client.await("a leave", frame -> frame.text().equals("passer-by leave"));

            List<Frame> frames = client.frames();
            for (Frame frame : frames) {
                assertThat(FIELDS).as(frame.toString()).containsKey(frame.event());
                for (String field : ENVELOPE) {
                    assertThat(frame.json().has(field)).as(field + " of " + frame).isTrue();
                }
                for (String field : FIELDS.getOrDefault(frame.event(), List.of())) {
                    assertThat(frame.json().hasNonNull(field)).as(field + " of " + frame).isTrue();
                }
                assertThat(frame.json().has("seq"))
                        .as("only messages and their acks have a place: " + frame)
                        .isEqualTo(Set.of("user", "ai", "system", "ack").contains(frame.event()));
            }
            assertThat(frames.stream().map(Frame::event))
                    .contains("history", "user", "ai", "join", "leave", "typing", "ack", "error")
                    .contains("ai_start", "ai_delta", "theme");
            Frame history = frames.getFirst();
            for (String field :
                    List.of("messages", "theme", "personas", "members", "epoch", "last_seq")) {
                assertThat(history.data().has(field)).as(field + " of a history").isTrue();
            }
            long last = history.data().path("last_seq").asLong();
            for (Frame message : frames.stream().filter(Frame::isMessage).toList()) {
                assertThat(message.prev() == null ? -1 : message.prev()).isEqualTo(last);
                last = message.seq();
            }
        }
    }

    @Test
    void whoComesBackWithSeqAndEpochGetsWhatIsNewOnce() {
        Account somebody = Api.at(product.url()).signUp(SharedProduct.name("back"));
        somebody.makeRoom("resume", "", List.of());
        try (var client = RoomClient.enter(product.url(), somebody.door("resume"))) {
            client.say("before");
            Frame before = client.await("the line", frame -> frame.text().equals("before"));
            client.cut();
            somebody.api()
                    .post("/api/rooms/resume/messages", Map.of("content", "meanwhile"))
                    .expect(201);
            client.say("after");
            client.await("the ack", frame -> frame.is("ack") && frame.seq() > before.seq());
            client.await(
                    "all", frame -> frame.text().equals("after") || texts(frame).contains("after"));
            var seen = new ArrayList<String>();
            for (Frame frame : client.frames()) {
                seen.addAll(frame.is("history") ? texts(frame) : List.of());
                if (frame.isMessage()) {
                    seen.add(frame.text());
                }
            }
            assertThat(seen).containsExactlyInAnyOrder("before", "meanwhile", "after");
            assertThat(client.frames().stream().filter(frame -> frame.is("history")).toList())
                    .noneMatch(frame -> frame.data().path("reset").asBoolean());
        }
        try (var stranger =
                RoomClient.enter(
                        product.url(),
                        new Door("/ws/resume?since=1&epoch=another", somebody.token()))) {
            assertThat(stranger.frames().getFirst().data().path("reset").asBoolean()).isTrue();
        }
    }

    private static List<String> texts(Frame history) {
        return history.messages().stream().map(message -> message.path("text").asText()).toList();
    }

    @Test
    void handshakesAreRefusedWithTheStatusOfTheirReason() {
        Account somebody = Api.at(product.url()).signUp(SharedProduct.name("knocks"));
        assertThat(RoomClient.knock(product.url(), somebody.door("nowhere"))).isEqualTo(404);
        assertThat(RoomClient.knock(product.url(), Door.member("lobby", "no.token.this")))
                .isEqualTo(401);
        assertThat(RoomClient.knock(product.url(), new Door("/ws/lobby?", null))).isEqualTo(401);
        somebody.api()
                .post(
                        "/api/rooms",
                        Map.of("id", "closed", "name", "Closed", "visibility", "private"))
                .expect(201);
        Account other = Api.at(product.url()).signUp(SharedProduct.name("outside"));
        assertThat(RoomClient.knock(product.url(), other.door("closed"))).isIn(403, 404);
    }

    @Test
    void everyEventInKafkaIsAsTheAsyncApiDocumentSays() throws IOException {
        talkABit("events");
        JsonNode messages =
                new ObjectMapper(new YAMLFactory())
                        .readTree(
                                Repository.file("chat-events/src/main/resources/asyncapi.yaml")
                                        .toFile())
                        .at("/components/messages");
        JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        var byType = new HashMap<String, JsonSchema>();
        messages.properties()
                .forEach(message ->
                        byType.put(
                                message.getKey(),
                                schemas.getSchema(message.getValue().path("payload"))));
        var json = new ObjectMapper();
        var counts = new TreeMap<String, Integer>();
        var wrong = new ArrayList<String>();
        new RoomTopicReader(product)
                .forEach(event -> {
                    String type = header(event, "ce_type");
                    counts.merge(type, 1, Integer::sum);
                    JsonSchema schema = byType.get(type);
                    if (schema == null) {
                        wrong.add("not in the document: " + type);
                        return;
                    }
                    try {
                        schema.validate(json.readTree(event.value()))
                                .forEach(fault -> wrong.add(type + ": " + fault));
                    } catch (IOException e) {
                        wrong.add(type + ": " + e);
                    }
                    for (String attribute :
                            List.of("ce_id", "ce_source", "ce_time", "ce_specversion")) {
                        if (header(event, attribute).isEmpty()) {
                            wrong.add(type + " has no " + attribute);
                        }
                    }
                });
        System.out.println("events by type: " + counts);
        assertThat(wrong).isEmpty();
        assertThat(counts)
                .containsKeys(
                        "chatroom.message.posted",
                        "chatroom.reply.started",
                        "chatroom.reply.delta",
                        "chatroom.reply.posted",
                        "chatroom.user.joined");
    }

    private void talkABit(String room) {
        try (Party party = talk.gather(room)) {
            party.atA().say("@einstein " + UUID.randomUUID());
            party.atB().await("an answer", frame -> frame.is("ai"));
        }
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        var header = event.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
