package chatroom.chat.service;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/// A client that writes frames byte by byte, answers no pings and reads only when asked to.
final class RawSocket implements AutoCloseable {

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int FINAL = 0x80;

    private static final int MASKED = 0x80;
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final int ABNORMAL = 1006;

    /// A frame as it came.
    record Received(int opcode, byte[] payload) {}

    private final java.net.Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawSocket(java.net.Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /// Opens a socket at a `ws:` address.
    static RawSocket open(URI at) {
        try {
            var raw = new RawSocket(new java.net.Socket(at.getHost(), at.getPort()));
            raw.socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            raw.writeHandshake(at);
            raw.readHandshake();
            return raw;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readHandshake() throws IOException {
        String answer = readHead();
        if (!answer.startsWith("HTTP/1.1 101")) {
            throw new IOException(answer);
        }
    }

    private String readHead() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(in.readByte());
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /// The whole answer to a handshake that is refused with a body.
    static String refusal(URI at) {
        try (var raw = new RawSocket(new java.net.Socket(at.getHost(), at.getPort()))) {
            raw.socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            raw.writeHandshake(at);
            String head = raw.readHead();
            var length = CONTENT_LENGTH.matcher(head);
            if (!length.find()) {
                return head;
            }
            byte[] body = raw.in.readNBytes(Integer.parseInt(length.group(1)));
            return head + new String(body, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeHandshake(URI at) throws IOException {
        out.write(
                ("GET %s?%s HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\n"
                                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .formatted(at.getPath(), at.getQuery(), at.getAuthority())
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Sends a masked frame.
    ///
    /// @param first the frame's first octet: `FINAL` and the opcode
    void send(int first, byte[] payload) {
        sendHead(first, payload.length);
        write(payload);
    }

    /// Sends the head of a masked frame, whose mask is zero.
    void sendHead(int first, long length) {
        ByteBuffer head = ByteBuffer.allocate(14).put((byte) first);
        if (length < 126) {
            head.put((byte) (MASKED | length));
        } else if (length < 65_536) {
            head.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            head.put((byte) (MASKED | 127)).putLong(length);
        }
        head.putInt(0).flip();
        byte[] bytes = new byte[head.remaining()];
        head.get(bytes);
        write(bytes);
    }

    void write(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads up to the next frame of this opcode.
    Received next(int opcode) {
        try {
            Received frame;
            do {
                frame = read();
            } while (frame.opcode() != opcode);
            return frame;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads up to the end.
    ///
    /// @return the close code; 1006 where the connection ends without one
    int closeCode() {
        try {
            while (true) {
                Received frame = read();
                if (frame.opcode() == CLOSE) {
                    return ByteBuffer.wrap(frame.payload()).getShort();
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The connection was not closed", e);
        } catch (EOFException | SocketException e) {
            return ABNORMAL;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Received read() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        long length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return new Received(opcode, payload);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
