package chatroom.gateway.socket;

import io.netty.buffer.ByteBuf;

/// Follows WebSocket frames through a stream of bytes by their lengths alone (RFC 6455, 5.2), to
/// know where a frame of our own may stand and whether the sender has said goodbye.
final class FrameBoundary {

    private static final int OPCODE = 0x0f;
    private static final int CLOSE = 0x8;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;

    private int position;
    private int lengthEnd;
    private int headerEnd;
    private long length;
    private long payloadLeft;
    private boolean closeSeen;

    /// Takes note of what is readable, without reading it.
    void follow(ByteBuf bytes) {
        follow(bytes, false);
    }

    /// Takes note of what is readable up to the end of the frame under way, without reading it.
    ///
    /// @return how many of the readable bytes belong to that frame
    int followToBoundary(ByteBuf bytes) {
        return follow(bytes, true);
    }

    private int follow(ByteBuf bytes, boolean oneFrame) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end && !(oneFrame && between())) {
            if (payloadLeft > 0) {
                long skipped = Math.min(payloadLeft, end - at);
                payloadLeft -= skipped;
                at += (int) skipped;
            } else {
                header(bytes.getByte(at++) & 0xff);
            }
        }
        return at - bytes.readerIndex();
    }

    /// Whether the last frame that began is complete.
    boolean between() {
        return position == 0 && payloadLeft == 0;
    }

    /// Whether a close frame has begun.
    boolean closeSeen() {
        return closeSeen;
    }

    private void header(int octet) {
        if (position == 0) {
            closeSeen |= (octet & OPCODE) == CLOSE;
            headerEnd = 2;
        } else if (position == 1) {
            int code = octet & LENGTH;
            lengthEnd = code == LENGTH_IN_8_BYTES ? 10 : code == LENGTH_IN_2_BYTES ? 4 : 2;
            length = lengthEnd == 2 ? code : 0;
            headerEnd = lengthEnd + ((octet & MASKED) == 0 ? 0 : 4);
        } else if (position < lengthEnd) {
            length = length << 8 | octet;
        }
        position++;
        if (position == headerEnd) {
            position = 0;
            payloadLeft = length;
        }
    }
}
