package chatroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What clients see of a gateway that ends. In an application of its own, for it is of no use
/// after.
@QuarkusTest
@QuarkusTestResource(StandIns.class)
@TestProfile(GoodEndTest.Ending.class)
class GoodEndTest {

    private final Event<ShutdownDelayInitiatedEvent> shutdown;

    @Inject
    GoodEndTest(Event<ShutdownDelayInitiatedEvent> shutdown) {
        this.shutdown = shutdown;
    }

    @Test
    void anEndBreaksOffNothing() {
        var edge = new EdgeClient();
        var client = new SocketClient(Vertx.vertx(), EdgeClient.port());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var socket = client.open("/ws/lobby");
            socket.next();
            var slow =
                    CompletableFuture.supplyAsync(() -> edge.get("/api/rooms/tea/slow"), threads);
            await().until(() -> callsUnderWay(edge));

            var ended =
                    CompletableFuture.runAsync(
                            () -> shutdown.fire(new ShutdownDelayInitiatedEvent()), threads);

            assertThat(socket.closeCode()).isEqualTo(1001);
            assertThatThrownBy(() -> client.open("/ws/lobby")).hasMessageContaining("503");
            await().until(() -> edge.get("/api/rooms/tea/nothing").statusCode() == 503);
            assertThat(ended).isNotDone();
            assertThat(slow.join().statusCode()).isEqualTo(200);
            ended.join();
        } finally {
            client.close();
        }
    }

    private static boolean callsUnderWay(EdgeClient edge) {
        return edge.get("/metrics")
                .body()
                .lines()
                .anyMatch(line -> line.startsWith("gateway_calls_under_way 1"));
    }

    public static final class Ending implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gateway.shutdown-grace", "300ms", "EDGE_METRICS", "true");
        }
    }
}
