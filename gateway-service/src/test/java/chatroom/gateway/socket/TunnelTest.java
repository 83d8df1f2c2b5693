package chatroom.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chatroom.gateway.SocketClient;
import chatroom.gateway.headers.ServiceHeaders;
import chatroom.gateway.headers.TrustedProxies;
import chatroom.gateway.routing.Route;
import chatroom.gateway.routing.RouteTable;
import chatroom.gateway.upstream.Dialer;
import chatroom.gateway.upstream.Upstreams;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The tunnel against a pod that writes its bytes by hand.
class TunnelTest {

    private static final Route ROUTE =
            RouteTable.ROUTES.stream()
                    .filter(route -> route.kind() == Route.Kind.SOCKET)
                    .findFirst()
                    .orElseThrow();
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: (\\S+)");
    private static final int FRAMES = 1_000;
    private static final Buffer HI = Buffer.buffer(new byte[] {(byte) 0x81, 2, 'h', 'i'});

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<NetSocket> pods = new LinkedBlockingQueue<>();
    private final OpenSockets sockets = new OpenSockets(new SimpleMeterRegistry());
    private final int port = start();
    private final SocketClient client = new SocketClient(vertx, port);

    private int start() {
        var pod = vertx.createNetServer().connectHandler(this::accept);
        pod.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        String url = "http://127.0.0.1:" + pod.actualPort();
        var dialer = new Dialer(vertx, new Upstreams(url, List.of(url), url, url));
        var proxy =
                new SocketProxy(
                        dialer, new ServiceHeaders(new TrustedProxies(Optional.empty())), sockets);
        var router = Router.router(vertx);
        router.route(ROUTE.path()).handler(ctx -> proxy.handle(ctx, ROUTE));
        var edge = vertx.createHttpServer().requestHandler(router);
        edge.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        return edge.actualPort();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    /// Accepts, with the first frame in the very bytes of the acceptance.
    private void accept(NetSocket pod) {
        pod.handler(request -> {
            var key = KEY.matcher(request.toString());
            if (key.find()) {
                pod.write(
                        Buffer.buffer(
                                        "HTTP/1.1 101 Switching Protocols\r\n"
                                                + "Upgrade: websocket\r\n"
                                                + "Connection: Upgrade\r\n"
                                                + "Sec-WebSocket-Accept: "
                                                + acceptance(key.group(1))
                                                + "\r\n\r\n")
                                .appendBuffer(HI));
                pods.add(pod);
            }
        });
    }

    @Test
    void aFrameThatComesWithTheAcceptanceIsNotLost() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            assertThat(client.open("/ws/lobby").next()).isEqualTo("hi");
        }
    }

    @Test
    void goingAwayTellsTheClientBetweenTwoFrames() throws InterruptedException {
        var socket = client.open("/ws/lobby");
        assertThat(socket.next()).isEqualTo("hi");
        NetSocket pod = pod();
        pod.write(HI.slice(0, 3));
        await().pollDelay(100, TimeUnit.MILLISECONDS).until(() -> true);

        sockets.sendElsewhere();
        await().pollDelay(100, TimeUnit.MILLISECONDS).until(() -> true);
        pod.write(HI.slice(3, 4));

        assertThat(socket.next()).isEqualTo("hi");
        assertThat(socket.closeCode()).isEqualTo(1001);
    }

    @Test
    void noSocketIsTakenOnceGoingAway() {
        sockets.sendElsewhere();

        assertThatThrownBy(() -> client.open("/ws/lobby")).hasMessageContaining("503");
    }

    @Test
    void aClientThatDoesNotReadHoldsBackItsPodAndCostsLittle() throws Exception {
        try (var slow = new Socket("127.0.0.1", port)) {
            slow.getOutputStream()
                    .write(
                            ("GET /ws/lobby HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
                                            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            NetSocket pod = pod();
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

    private NetSocket pod() throws InterruptedException {
        NetSocket pod = pods.poll(10, TimeUnit.SECONDS);
        if (pod == null) {
            throw new AssertionError("No handshake reached the pod");
        }
        return pod;
    }

    private static String acceptance(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-1")
                                    .digest(
                                            (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                                    .getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
