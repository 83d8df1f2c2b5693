package chatroom.bench.load;

import java.nio.ByteBuffer;

/// WebSocket frames (RFC 6455): takes a server's apart, makes a client's.
final class Frames {

    static final int TEXT = 0x1;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    /// Takes the frames of a stream.
    @FunctionalInterface
    interface Sink {
        /// @param from first byte of the payload
        /// @param to behind its last
        void frame(int opcode, byte[] bytes, int from, int to);
    }

    private Frames() {}

    /// Hands over every complete frame.
    ///
    /// @return where the first incomplete one begins, or `to`
    static int parse(byte[] bytes, int from, int to, Sink sink) {
        int at = from;
        while (to - at >= 2) {
            int code = bytes[at + 1] & 0x7f;
            int header = code == 127 ? 10 : code == 126 ? 4 : 2;
            if (to - at < header) {
                return at;
            }
            long length = code;
            if (code >= 126) {
                length = 0;
                for (int octet = at + 2; octet < at + header; octet++) {
                    length = length << 8 | bytes[octet] & 0xff;
                }
            }
            if (to - at - header < length) {
                return at;
            }
            int end = (int) (at + header + length);
            sink.frame(bytes[at] & 0x0f, bytes, at + header, end);
            at = end;
        }
        return at;
    }

    /// A client's frame. Masked with zeroes, which the protocol allows and servers can not tell
    /// from any other mask: their work is the same.
    ///
    /// @throws IllegalArgumentException for payloads of 64 KB and more
    static ByteBuffer encode(int opcode, byte[] payload) {
        if (payload.length > 0xffff) {
            throw new IllegalArgumentException("a client's frames are short");
        }
        var frame = ByteBuffer.allocate(payload.length + 8).put((byte) (FINAL | opcode));
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        }
        return frame.putInt(0).put(payload).flip();
    }
}
