package chatroom.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The tunnel against a pod that writes its bytes by hand.
class TunnelTest {

    private static final int FRAMES = 1_000;

    private final TunnelRig rig = new TunnelRig(Duration.ofSeconds(60), Duration.ofSeconds(60));

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aFrameThatComesWithTheAcceptanceIsNotLost() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            assertThat(rig.client().open("/ws/lobby").next()).isEqualTo("hi");
        }
    }

    @Test
    void goingAwayTellsTheClientBetweenTwoFrames() throws InterruptedException {
        var socket = rig.client().open("/ws/lobby");
        assertThat(socket.next()).isEqualTo("hi");
        NetSocket pod = rig.pod();
        pod.write(TunnelRig.HI.slice(0, 3));
        await().pollDelay(100, TimeUnit.MILLISECONDS).until(() -> true);

        rig.sockets().sendElsewhere();
        await().pollDelay(100, TimeUnit.MILLISECONDS).until(() -> true);
        pod.write(TunnelRig.HI.slice(3, 4));

        assertThat(socket.next()).isEqualTo("hi");
        assertThat(socket.closeCode()).isEqualTo(1001);
    }

    @Test
    void noSocketIsTakenOnceGoingAway() {
        rig.sockets().sendElsewhere();

        assertThatThrownBy(() -> rig.client().open("/ws/lobby")).hasMessageContaining("503");
    }

    @Test
    void aClientThatDoesNotReadHoldsBackItsPodAndCostsLittle() throws Exception {
        try (Socket slow = rig.rawClient()) {
            NetSocket pod = rig.pod();
            var accepted = new AtomicLong();
            byte[] frame = frame(60_000);
            for (int i = 0; i < FRAMES; i++) {
                pod.write(Buffer.buffer(frame)).onSuccess(done -> accepted.incrementAndGet());
            }

            // 60 MB are offered; what the kernel's buffers and one tunnel hold is all that goes.
            await().pollDelay(1, TimeUnit.SECONDS)
                    .untilAsserted(
                            () -> assertThat(accepted.get() * 60_000).isLessThan(40_000_000));
            assertThat(pod.writeQueueFull()).isTrue();

            long received = drain(slow, (long) FRAMES * (60_000 + 4));
            assertThat(received).isGreaterThanOrEqualTo((long) FRAMES * (60_000 + 4));
        }
    }

    private static long drain(Socket socket, long enough) throws IOException {
        socket.setSoTimeout(5_000);
        byte[] piece = new byte[65_536];
        long received = 0;
        while (received < enough) {
            int length = socket.getInputStream().read(piece);
            if (length < 0) {
                break;
            }
            received += length;
        }
        return received;
    }

    private static byte[] frame(int size) {
        byte[] frame = new byte[size + 4];
        frame[0] = (byte) 0x82;
        frame[1] = 126;
        frame[2] = (byte) (size >> 8);
        frame[3] = (byte) size;
        return frame;
    }
}
