package chatroom.bench.load;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One WebSocket client. Reads on the crowd's thread; anybody may send.
final class Client {

    private enum State {
        CONNECTING,
        HANDSHAKE,
        ENTERING,
        THERE,
        GONE
    }

    private static final byte[] EMPTY = new byte[0];

    private final Dialect dialect;
    private final String room;
    private final String name;
    private final SocketChannel channel;
    private State state = State.CONNECTING;
    private byte[] rest = EMPTY;

    private Client(Dialect dialect, String room, String name, SocketChannel channel) {
        this.dialect = dialect;
        this.room = room;
        this.name = name;
        this.channel = channel;
    }

    static Client open(
            Selector selector, SocketAddress server, Dialect dialect, String room, String name)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var client = new Client(dialect, room, name, channel);
        // Before it is registered: a selector takes a socket that was never connected for a dead
        // one.
        boolean atOnce = channel.connect(server);
        SelectionKey key = channel.register(selector, atOnce ? 0 : SelectionKey.OP_CONNECT, client);
        if (atOnce) {
            client.connected(key);
        }
        return client;
    }

    void connected(SelectionKey key) throws IOException {
        channel.finishConnect();
        state = State.HANDSHAKE;
        key.interestOps(SelectionKey.OP_READ);
        send(
                ByteBuffer.wrap(
                        Marker.bytes(
                                """
                                GET %s HTTP/1.1\r
                                Host: 127.0.0.1\r
                                Upgrade: websocket\r
                                Connection: Upgrade\r
                                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                                Sec-WebSocket-Version: 13\r
                                \r
                                """
                                        .formatted(dialect.path(room, name)))));
    }

    /// Reads what is there.
    ///
    /// @param space as large as the largest history
    /// @return whether more may be there
    boolean read(ByteBuffer space, Crowd crowd) throws IOException {
        space.clear().put(rest);
        int read = channel.read(space);
        if (read < 0) {
            gone(crowd);
            return false;
        }
        if (read == 0) {
            return false;
        }
        long now = System.nanoTime();
        int end = space.position();
        byte[] bytes = space.array();
        int at = state == State.HANDSHAKE ? handshake(bytes, end) : 0;
        if (state != State.HANDSHAKE) {
            at =
                    Frames.parse(
                            bytes,
                            at,
                            end,
                            (code, b, from, to) -> hear(code, from, to, b, now, crowd));
        }
        rest = at == end ? EMPTY : Arrays.copyOfRange(bytes, at, end);
        return end == space.capacity();
    }

    private int handshake(byte[] bytes, int end) {
        String head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        int close = head.indexOf("\r\n\r\n");
        if (close < 0) {
            return 0;
        }
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IllegalStateException(
                    "%s was not let into %s: %s"
                            .formatted(name, room, head.lines().findFirst().orElse("")));
        }
        state = State.ENTERING;
        return close + 4;
    }

    private void hear(int opcode, int from, int to, byte[] bytes, long now, Crowd crowd) {
        switch (opcode) {
            case Frames.PING ->
                    send(Frames.encode(Frames.PONG, Arrays.copyOfRange(bytes, from, to)));
            case Frames.CLOSE -> gone(crowd);
            case Frames.TEXT -> {
                if (state == State.THERE) {
                    crowd.heard(Marker.find(bytes, from, to), now);
                    dialect.owed(bytes, from, to).ifPresent(this::say);
                } else {
                    Dialect.Step step = dialect.hear(bytes, from, to, room, name);
                    step.answer().ifPresent(this::say);
                    if (step.ready()) {
                        state = State.THERE;
                        crowd.arrived();
                    }
                }
            }
            default -> {
                // Neither side uses other frames.
            }
        }
    }

    void say(String text) {
        send(Frames.encode(Frames.TEXT, Marker.bytes(text)));
    }

    private synchronized void send(ByteBuffer bytes) {
        try {
            // A frame is far smaller than any socket's buffer: this hardly ever goes round.
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) {
                    Thread.onSpinWait();
                }
            }
        } catch (IOException e) {
            // The reader learns the same and counts it.
            state = State.GONE;
        }
    }

    private void gone(Crowd crowd) {
        close();
        crowd.lost();
    }

    void close() {
        state = State.GONE;
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
