package chatroom.chat.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Guests' names, as other pods see them in Redis.
@QuarkusTest
@QuarkusTestResource(InfrastructureResource.class)
@QuarkusTestResource(TestIdentity.class)
class GuestNamesTest {

    @TestHTTPResource("/chat")
    URI chat = URI.create("http://unset");

    @Inject RedisDataSource redis;

    @Test
    void aNameIsKeptWhileItsGuestIsThereAndGivenBackAfter() {
        try (Socket mira = Socket.open(door("Mira"));
                Socket noor = Socket.open(door("Noor"))) {
            mira.next("history");
            noor.next("history");
            assertThat(redis.key().exists("guest:mira", "guest:noor")).isEqualTo(2);
            // As if the time of both were nearly over.
            redis.key().expire("guest:mira", Duration.ofSeconds(10));
            redis.key().expire("guest:noor", Duration.ofSeconds(10));
            await().atMost(Duration.ofSeconds(9))
                    .untilAsserted(() -> {
                        assertThat(redis.key().ttl("guest:mira")).isGreaterThan(10);
                        assertThat(redis.key().ttl("guest:noor")).isGreaterThan(10);
                    });
        }
        await().atMost(Duration.ofSeconds(4))
                .untilAsserted(() -> assertThat(redis.key().exists("guest:mira")).isFalse());
    }

    @Test
    void aNameThatAnotherPodHoldsIsTaken() {
        redis.value(String.class).setex("guest:ada", 30, "another:8082");
        assertThat(Socket.handshake(door("Ada"), null)).isEqualTo(400);
        assertThat(redis.value(String.class).get("guest:ada")).isEqualTo("another:8082");
    }

    private URI door(String name) {
        return URI.create(
                "ws://%s:%d/chat?user_id=%s".formatted(chat.getHost(), chat.getPort(), name));
    }
}
