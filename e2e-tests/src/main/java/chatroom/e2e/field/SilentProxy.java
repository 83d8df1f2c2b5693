package chatroom.e2e.field;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A TCP proxy on loopback whose connections can go silent: they stay open, and nothing passes any
/// more, no end either. That is how a connection looks whose laptop sleeps, or which a NAT forgot.
/// Connections that are opened afterwards work.
final class SilentProxy implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final ServerSocket server;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    private SilentProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /// Starts a proxy on a free port.
    ///
    /// @param target a port of this machine
    static SilentProxy to(int target) throws IOException {
        var proxy =
                new SilentProxy(
                        new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().name("silent-proxy").start(proxy::accept);
        return proxy;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /// Makes the connections silent that are open now and whose first bytes name a room.
    void silence(String room) {
        links.stream()
                .filter(link -> link.begin.contains(room))
                .forEach(link -> link.silent = true);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                Thread.ofVirtual().start(() -> join(near));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void join(Socket near) {
        try {
            var link = new Link(near, new Socket(InetAddress.getLoopbackAddress(), target));
            links.add(link);
            Thread.ofVirtual().start(() -> link.pass(link.far, link.near, piece -> {}));
            link.pass(link.near, link.far, link::note);
        } catch (IOException e) {
            close(near);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    /// Two connections, one to each side.
    private static final class Link {
        private final Socket near;
        private final Socket far;
        private volatile boolean silent;
        private volatile String begin = "";

        Link(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void note(String piece) {
            if (begin.isEmpty()) {
                begin = piece;
            }
        }

        void pass(Socket from, Socket to, Consumer<String> first) {
            byte[] piece = new byte[8_192];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                    if (silent) {
                        return;
                    }
                    first.accept(new String(piece, 0, length, StandardCharsets.ISO_8859_1));
                    out.write(piece, 0, length);
                }
            } catch (IOException e) {
                // An end, like the other.
            }
            if (!silent) {
                close();
            }
        }

        void close() {
            SilentProxy.close(near);
            SilentProxy.close(far);
        }
    }
}
