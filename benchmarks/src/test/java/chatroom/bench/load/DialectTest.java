package chatroom.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DialectTest {

    @Test
    void inTheChatroomOneIsThereOnceHistoryCame() {
        var dialect = new Dialect.Chatroom();
        assertThat(hear(dialect, "{\"event\":\"join\"}").ready()).isFalse();
        assertThat(hear(dialect, "{\"text\":\"\",\"event\":\"history\",\"data\":{}}").ready())
                .isTrue();
    }

    @Test
    void onSocketIoOneConnectsThenJoins() {
        var dialect = new Dialect.SocketIo();
        assertThat(hear(dialect, "0{\"sid\":\"x\"}").answer()).contains("40");
        assertThat(hear(dialect, "40{\"sid\":\"y\"}").answer())
                .contains("42[\"join\",\"room\",\"alice\"]");
        Dialect.Step joined = hear(dialect, "42[\"join\",{}]");
        assertThat(joined.ready()).isTrue();
        assertThat(joined.answer()).isEmpty();
    }

    @Test
    void socketIosPingsAreAnswered() {
        var dialect = new Dialect.SocketIo();
        assertThat(owed(dialect, "2")).contains("3");
        assertThat(owed(dialect, "42[\"msg\",{}]")).isEmpty();
    }

    private static Dialect.Step hear(Dialect dialect, String frame) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        return dialect.hear(bytes, 0, bytes.length, "room", "alice");
    }

    private static Optional<String> owed(Dialect dialect, String frame) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        return dialect.owed(bytes, 0, bytes.length);
    }
}
