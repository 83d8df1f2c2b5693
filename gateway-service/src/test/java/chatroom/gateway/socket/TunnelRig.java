package chatroom.gateway.socket;

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
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Tunnels to a pod that writes its bytes by hand, with limits of the test's own.
final class TunnelRig implements AutoCloseable {

    /// The frame that comes with the acceptance.
    static final Buffer HI = Buffer.buffer(new byte[] {(byte) 0x81, 2, 'h', 'i'});

    private static final Route ROUTE =
            RouteTable.ROUTES.stream()
                    .filter(route -> route.kind() == Route.Kind.SOCKET)
                    .findFirst()
                    .orElseThrow();
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: (\\S+)");

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<NetSocket> pods = new LinkedBlockingQueue<>();
    private final OpenSockets sockets;
    private final int port;
    private final SocketClient client;

    TunnelRig(Duration silenceLimit, Duration slowLimit) {
        this.sockets = new OpenSockets(vertx, new SimpleMeterRegistry(), silenceLimit, slowLimit);
        this.port = start();
        this.client = new SocketClient(vertx, port);
    }

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

    OpenSockets sockets() {
        return sockets;
    }

    SocketClient client() {
        return client;
    }

    /// A client that has sent its handshake and reads only when the test does.
    Socket rawClient() throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.getOutputStream()
                .write(
                        ("GET /ws/lobby HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
                                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /// The pod's end of the next tunnel.
    NetSocket pod() throws InterruptedException {
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

    @Override
    public void close() {
        client.close();
    }
}
