package chatroom.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdTest {

    @Test
    void everyMessageIsCountedInEverySocketOfItsRoom() throws Exception {
        try (var server = new EchoRooms();
                Crowd crowd =
                        Crowd.enter(
                                server.port(),
                                new Dialect.Chatroom(),
                                List.of("red", "blue"),
                                3,
                                "g")) {
            assertThat(crowd.size()).isEqualTo(6);
            Window window =
                    crowd.talk(10, Duration.ofMillis(200), Duration.ofMillis(500), Meter.NONE);
            assertThat(window.expected()).isEqualTo(2 * 5 * 3);
            assertThat(window.delivered()).isEqualTo(window.expected());
            assertThat(window.latency().getTotalCount()).isEqualTo(window.expected());
            assertThat(window.millis(0)).isPositive();
        }
    }

    @Test
    void aRefusalIsToldAsTheServerSaidIt() throws Exception {
        try (var server = new EchoRooms()) {
            assertThatThrownBy(() ->
                            Crowd.enter(
                                    server.port(),
                                    new Dialect.Chatroom(),
                                    List.of("closed"),
                                    1,
                                    "g"))
                    .hasMessage("g0 was not let into closed: HTTP/1.1 403 Forbidden");
        }
    }
}
