package chatroom.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chatroom.gateway.SocketClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tunnels whose ends are silent or slow, with limits of seconds.
class DeadEndsTest {

    private static final Buffer PING = Buffer.buffer(new byte[] {(byte) 0x89, 0});
    private static final Buffer CLOSE_4001 =
            Buffer.buffer(new byte[] {(byte) 0x88, 2, 4001 >> 8, (byte) 4001});
    private static final int CLOSE = 0x8;

    private final TunnelRig rig = new TunnelRig(Duration.ofSeconds(4), Duration.ofSeconds(2));

    @AfterEach
    void stop() {
        rig.close();
    }

    // B1, P17
    @Test
    void aPodThatSendsNothingMoreSendsItsClientsElsewhere() throws InterruptedException {
        SocketClient.Socket socket = rig.client().open("/ws/lobby");
        // Clients that are heard do not hide a pod that is not.
        var talking =
                CompletableFuture.runAsync(
                        () -> say(socket), CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));

        assertThat(socket.closeCode()).isEqualTo(1001);
        talking.join();
    }

    // B1, P17
    @Test
    void aClientThatAnswersNoPingsIsDroppedAtBothEnds() throws Exception {
        try (Socket silent = rig.rawClient()) {
            NetSocket pod = rig.pod();
            CompletableFuture<Boolean> closed = whenClosed(pod);
            ping(pod, closed);

            assertThat(closed.get(15, TimeUnit.SECONDS)).isTrue();
            // It may only have been away.
            assertThat(closeCode(silent)).isEqualTo(1001);
        }
    }

    @Test
    void pingsAloneKeepATunnelOpen() throws Exception {
        SocketClient.Socket socket = rig.client().open("/ws/lobby");
        NetSocket pod = rig.pod();
        CompletableFuture<Boolean> closed = whenClosed(pod);
        ping(pod, closed);

        await().during(Duration.ofSeconds(8))
                .atMost(Duration.ofSeconds(12))
                .until(() -> !closed.isDone());

        pod.write(CLOSE_4001);
        assertThat(socket.closeCode()).isEqualTo(4001);
    }

    // E7
    @Test
    void aClientThatDoesNotReadLearnsThatItWasTooSlow() throws Exception {
        try (Socket slow = rig.rawClient()) {
            NetSocket pod = rig.pod();
            CompletableFuture<Boolean> closed = whenClosed(pod);
            flood(pod);

            assertThat(closed.get(15, TimeUnit.SECONDS)).isTrue();
            assertThat(closeCode(slow)).isEqualTo(4008);
        }
    }

    // E7
    @Test
    void aSlowClientHearsWhyItsPodClosedIt() throws Exception {
        try (Socket slow = rig.rawClient()) {
            NetSocket pod = rig.pod();
            pod.write(frame(3_000_000)).compose(sent -> pod.write(CLOSE_4001));
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);

            assertThat(closeCode(slow)).isEqualTo(4001);
        }
    }

    @Test
    void othersDoNotNoticeASlowClient() throws Exception {
        try (Socket slow = rig.rawClient()) {
            NetSocket slowPod = rig.pod();
            CompletableFuture<Boolean> closed = whenClosed(slowPod);
            flood(slowPod);
            SocketClient.Socket other = rig.client().open("/ws/lobby");
            assertThat(other.next()).isEqualTo("hi");
            NetSocket pod = rig.pod();
            for (int i = 0; i < 100; i++) {
                pod.write(TunnelRig.HI);
                assertThat(other.next()).isEqualTo("hi");
            }
            assertThat(closed.get(15, TimeUnit.SECONDS)).isTrue();
            assertThat(closeCode(slow)).isEqualTo(4008);
        }
    }

    private static void say(SocketClient.Socket socket) {
        socket.send("Is anybody there?");
    }

    private static void ping(NetSocket pod, CompletableFuture<Boolean> until) {
        var pings =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                while (!until.isDone()) {
                                    pod.write(PING);
                                    Thread.sleep(500);
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        until.thenRun(pings::interrupt);
    }

    private static CompletableFuture<Boolean> whenClosed(NetSocket pod) {
        var closed = new CompletableFuture<Boolean>();
        pod.exceptionHandler(reset -> closed.complete(true));
        pod.closeHandler(end -> closed.complete(true));
        return closed;
    }

    /// More than the kernel's buffers hold.
    private static void flood(NetSocket pod) {
        for (int i = 0; i < 1_000; i++) {
            pod.write(frame(60_000));
        }
    }

    private static Buffer frame(int size) {
        Buffer frame = Buffer.buffer().appendByte((byte) 0x82);
        if (size < 65_536) {
            frame.appendByte((byte) 126).appendShort((short) size);
        } else {
            frame.appendByte((byte) 127).appendLong(size);
        }
        return frame.appendBytes(new byte[size]);
    }

    /// Reads to the end.
    private static int closeCode(Socket socket) throws IOException {
        socket.setSoTimeout(15_000);
        var in = new DataInputStream(socket.getInputStream());
        try {
            int newlines = 0;
            while (newlines < 2) {
                int next = in.readUnsignedByte();
                newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
            }
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                long length = in.readUnsignedByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = in.readLong();
                }
                if (opcode == CLOSE) {
                    return in.readUnsignedShort();
                }
                in.skipNBytes(length);
            }
        } catch (EOFException e) {
            return 1006;
        }
    }
}
