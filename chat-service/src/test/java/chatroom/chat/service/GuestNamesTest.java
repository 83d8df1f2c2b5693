package chatroom.chat.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chatroom.chat.people.KnownPersonas;
import chatroom.events.EventJson;
import chatroom.events.PersonaState;
import chatroom.standalone.testing.InfrastructureResource;
import chatroom.text.LookAlikes;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Guests' names, as other pods see them in Redis.
@QuarkusTest
@QuarkusTestResource(InfrastructureResource.class)
@QuarkusTestResource(TestIdentity.class)
class GuestNamesTest {

    @TestHTTPResource("/chat")
    URI chat = URI.create("http://unset");

    @Inject RedisDataSource redis;
    @Inject KnownPersonas personas;

    @ConfigProperty(name = "KAFKA_BOOTSTRAP_SERVERS")
    String kafka = "unset";

    @Test
    void aNameIsKeptWhileItsGuestIsThereAndGivenBackAfter() {
        try (Socket mira = Socket.open(door("Mira"));
                Socket noor = Socket.open(door("Noor"))) {
            mira.next("history");
            noor.next("history");
            assertThat(redis.key().exists(guest("mira"), guest("noor"))).isEqualTo(2);
            // As if the time of both were nearly over.
            redis.key().expire(guest("mira"), Duration.ofSeconds(10));
            redis.key().expire(guest("noor"), Duration.ofSeconds(10));
            await().atMost(Duration.ofSeconds(9))
                    .untilAsserted(() -> {
                        assertThat(redis.key().ttl(guest("mira"))).isGreaterThan(10);
                        assertThat(redis.key().ttl(guest("noor"))).isGreaterThan(10);
                    });
        }
        await().atMost(Duration.ofSeconds(4))
                .untilAsserted(() -> assertThat(redis.key().exists(guest("mira"))).isFalse());
    }

    @Test
    void aNameThatAnotherPodHoldsIsTaken() {
        redis.value(String.class).setex(guest("ada"), 30, "another:8082");
        assertThat(Socket.handshake(door("Ada"), null)).isEqualTo(400);
        assertThat(redis.value(String.class).get(guest("ada"))).isEqualTo("another:8082");
    }

    @ParameterizedTest
    @DisplayName("D1: no guest passes for a persona, the system or an admin")
    @ValueSource(
            strings = {
                "AI Einstein",
                "\u0415instein",
                "Einstein",
                "Alb\u0435rt Einstein",
                "\uff41\uff44\uff4d\uff49\uff4e",
                "System",
                "AI_Bob",
                "moderator",
                "a\u0000b",
                "a\nb",
                "@alice",
                "\u200b",
                "\ud800"
            })
    void aNameThatClaimsToBeAnotherIsRefused(String name) {
        announceEinstein();
        assertThat(Socket.handshake(door(name), null)).isEqualTo(400);
    }

    @ParameterizedTest
    @DisplayName("D2: letters with their marks are names")
    @ValueSource(
            strings = {"\u0939\u093f\u0928\u094d\u0926\u0940", "Jose\u0301", "Zo\u00eb", "Ada L"})
    void lettersWithTheirMarksAreNames(String name) {
        try (Socket guest = Socket.open(door(name))) {
            assertThat(guest.next("join").path("text").asText())
                    .startsWith(Normalizer.normalize(name, Normalizer.Form.NFC) + " joined");
        }
    }

    @Test
    @DisplayName("D1: no two guests look alike")
    void aNameThatLooksLikeOneThatIsOnlineIsTaken() {
        try (Socket guest = Socket.open(door("Olaf Il"))) {
            guest.next("history");
            assertThat(Socket.handshake(door("0laf lI"), null)).isEqualTo(400);
        }
    }

    /// Einstein is told to all services by the topic of personas.
    private void announceEinstein() {
        var einstein =
                new PersonaState(
                        "einstein",
                        "Albert Einstein",
                        "AI_Einstein",
                        "Physics",
                        List.of(),
                        new PersonaState.Avatar(1, "AE"),
                        "builtin",
                        true);
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(
                            PersonaState.TOPIC, "einstein", EventJson.write(einstein)));
        }
        await().until(() -> !personas.named(List.of("einstein")).isEmpty());
    }

    private static String guest(String name) {
        return "guest:" + LookAlikes.skeleton(name);
    }

    private URI door(String name) {
        return URI.create(
                "ws://%s:%d/chat?user_id=%s"
                        .formatted(
                                chat.getHost(),
                                chat.getPort(),
                                URLEncoder.encode(name, StandardCharsets.UTF_8)));
    }
}
