package chatroom.chat.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chatroom.events.EventJson;
import chatroom.events.UserState;
import chatroom.readers.KafkaConnection;
import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A1, P15: records that no service of this version writes.
@QuarkusTest
@QuarkusTestResource(InfrastructureResource.class)
@QuarkusTestResource(TestIdentity.class)
class HostileRecordsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TestHTTPResource("/")
    URI http = URI.create("http://unset");

    @TestHTTPResource(value = "/", management = true)
    URI management = URI.create("http://unset");

    @Inject KafkaConnection kafka;

    private final UUID owner = UUID.randomUUID();
    private final String token =
            TestIdentity.token(owner, "owner_" + owner.toString().substring(0, 8));

    /// An installation may hold the first of these, acknowledged by an earlier version.
    @Test
    void theHistoryGoesOnBehindRecordsThatCanNotBeStored() throws Exception {
        String room = "r" + UUID.randomUUID();
        api().body(Map.of("id", room, "name", "Room")).post("/api/rooms").then().statusCode(201);
        say(room, "before");
        write("room." + room, room, message("held from before", "\"a\\u0000b\""));
        write("room." + room, room, "{\"id\":");
        write("room." + room, "another-room", message("in the wrong place", "null"));
        say(room, "after");
        write("room." + room, room, "no JSON at all");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(texts(room))
                                .containsExactly("before", "held from before", "after"));
        await().atMost(SOON).untilAsserted(() -> assertThat(letters("room." + room)).hasSize(3));
        assertThat(given().get(management.resolve("/q/deadletters")).asString())
                .contains("a record of another room")
                .doesNotContain("wrong place")
                .doesNotContain("no JSON at all");
        // What still can not be handled stays.
        given().post(management.resolve("/q/deadletters/replay?group=chat-projection"))
                .then()
                .statusCode(200);
        assertThat(letters("room." + room)).hasSize(3);
    }

    @Test
    void accountsAreLearntBehindRecordsThatAreNone() throws Exception {
        write(UserState.TOPIC, "x", "{\"id\":null}");
        write(UserState.TOPIC, "no uuid", null);
        String name = "known_" + UUID.randomUUID().toString().substring(0, 8);
        var user = new UserState(UUID.randomUUID(), name, false, false);
        write(
                UserState.TOPIC,
                user.id().toString(),
                new String(EventJson.write(user), StandardCharsets.UTF_8));
        URI asGuest =
                URI.create(
                        "ws://%s:%d/chat?user_id=%s"
                                .formatted(http.getHost(), http.getPort(), name));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Socket.handshake(asGuest, null)).isEqualTo(400));
        assertThat(letters(UserState.TOPIC)).hasSizeGreaterThanOrEqualTo(2);
    }

    private RequestSpecification api() {
        return given().auth().oauth2(token).contentType("application/json");
    }

    private void say(String room, String text) {
        api().body(Map.of("content", text))
                .post("/api/rooms/" + room + "/messages")
                .then()
                .statusCode(201);
    }

    /// From PostgreSQL: the page after the newest comes from memory.
    private List<String> texts(String room) {
        return api().get("/api/rooms/" + room + "/messages?before=1000")
                .jsonPath()
                .getList("items.text", String.class);
    }

    private List<Map<String, Object>> letters(String topic) {
        List<Map<String, Object>> all =
                given().get(management.resolve("/q/deadletters"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("items");
        return all.stream().filter(letter -> topic.equals(letter.get("topic"))).toList();
    }

    private static String message(String text, String clientId) {
        return """
        {"id":"%s","sender":"anna","user_id":null,"text":"%s","reply_to":null,\
        "client_id":%s,"via":"web"}\
        """
                .formatted(UUID.randomUUID(), text, clientId);
    }

    private void write(String topic, String key, @Nullable String value) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        kafka.properties(), new StringSerializer(), new ByteArraySerializer())) {
            var hostile =
                    new ProducerRecord<>(
                            topic,
                            0,
                            key,
                            value == null ? null : value.getBytes(StandardCharsets.UTF_8));
            hostile.headers().add("ce_type", "chatroom.message.posted".getBytes());
            producer.send(hostile).get();
        }
    }
}
