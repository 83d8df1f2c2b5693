package chatroom.ai.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import chatroom.events.EventJson;
import chatroom.events.PersonaState;
import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Guests are not allowed here: tokens are.
@QuarkusTest
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "ai"))
@QuarkusTestResource(TestIdentity.class)
class PersonasTest {

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void aUserSeesThePersonasButNotTheirPrompts() {
        given().auth()
                .oauth2(TestIdentity.token("user"))
                .get("/api/personas")
                .then()
                .statusCode(200)
                .body("next", equalTo(null))
                .body("items", hasSize(5))
                .body("items.name", hasItems("einstein", "shakespeare", "curie"))
                .body("items[0].display_name", equalTo("AI Einstein"))
                .body("items[0].sender", equalTo("AI_Einstein"))
                .body("items[0].avatar.initials", equalTo("AE"))
                .body("items[0].is_active", equalTo(true))
                .body("items[0].provider", equalTo("builtin"))
                .body("items[0]", not(hasKey("system_prompt")));
    }

    @Test
    void anAdminSeesThePromptToo() {
        given().auth()
                .oauth2(TestIdentity.token("user", "admin"))
                .get("/api/personas/curie")
                .then()
                .statusCode(200)
                .body("system_prompt", matchesPattern("(?s).+"))
                .body("style_constraints.max_tokens", equalTo(50));
    }

    @Test
    void nobodyElseSeesAnything() {
        given().get("/api/personas")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("unauthenticated"))
                .body("trace_id", matchesPattern("[0-9a-f]{32}"));
        given().auth()
                .oauth2(TestIdentity.foreignToken())
                .get("/api/personas")
                .then()
                .statusCode(401);
    }

    @Test
    void aPersonaThatIsNotThereIsNotFound() {
        given().auth()
                .oauth2(TestIdentity.token("user"))
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .get("/api/personas/nobody")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not_found"))
                .body("trace_id", equalTo("0af7651916cd43dd8448eb211c80319c"));
    }

    @Test
    void theOtherServicesAreTold() {
        var told = new HashMap<String, PersonaState>();
        try (var reader =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var place = new TopicPartition(PersonaState.TOPIC, 0);
            reader.assign(List.of(place));
            reader.seekToBeginning(List.of(place));
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> {
                        reader.poll(Duration.ofMillis(200))
                                .forEach(record ->
                                        told.put(
                                                record.key(),
                                                EventJson.read(
                                                        record.value(), PersonaState.class)));
                        return told.size() >= 5;
                    });
        }
        assertThat(told.get("einstein"))
                .isNotNull()
                .satisfies(persona -> {
                    assertThat(persona.sender()).isEqualTo("AI_Einstein");
                    assertThat(persona.provider()).isEqualTo("builtin");
                    assertThat(persona.isActive()).isTrue();
                });
    }
}
