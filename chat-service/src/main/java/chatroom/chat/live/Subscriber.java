package chatroom.chat.live;

import chatroom.chat.people.Caller;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;

/// One socket that watches a room. What it has not yet taken is bounded: a reader that falls behind
/// by more than {@value #MOST_PENDING} bytes (beyond its history) is closed with 4008 and may
/// resume. Frames wait here and not in the channel, so that the close frame overtakes them.
public final class Subscriber {

    /// Closed because it did not keep up.
    public static final int SLOW_CONSUMER = 4008;

    static final int MOST_PENDING = 1 << 20;

    /// How long a slow reader has time to come to its close frame.
    private static final Duration SLOW_CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private static final WriteBufferWaterMark CHANNEL_BUFFER =
            new WriteBufferWaterMark(32 * 1024, 64 * 1024);
    private static final byte[] PING = {(byte) 0x89, 0};

    private final Channel channel;
    private volatile Caller caller;
    private final ObjIntConsumer<String> closer;
    private volatile boolean closing;
    // Confined to the event loop, both.
    private final Queue<ByteBuf> pending = new ArrayDeque<>(0);
    private int pendingBytes;

    /// @param channel the connection below the WebSocket
    /// @param closer sends a close frame with a reason and a code
    public Subscriber(Channel channel, Caller caller, ObjIntConsumer<String> closer) {
        this.channel = channel;
        this.caller = caller;
        this.closer = closer;
        channel.config().setWriteBufferWaterMark(CHANNEL_BUFFER);
        channel.closeFuture().addListener(closed -> releasePending());
    }

    public Caller caller() {
        return caller;
    }

    /// The same person with a newer token.
    public void renew(Caller.Account renewed) {
        caller = renewed;
    }

    EventExecutor loop() {
        return channel.eventLoop();
    }

    /// Sends an encoded frame to this socket alone, after all that was sent to it before. Any
    /// thread.
    public void send(byte[] frame) {
        channel.eventLoop().execute(() -> write(Unpooled.wrappedBuffer(frame)));
    }

    /// Sends a ping of the protocol, which every client answers by itself. Any thread.
    public void ping() {
        send(PING);
    }

    /// Whether the peer has not taken what was sent to it. Any thread.
    public boolean isBehind() {
        return !channel.isWritable();
    }

    /// Closes the socket with a close frame, and cuts the connection where it is still there after
    /// the timeout. Any thread.
    public void close(int code, String reason, Duration timeout) {
        close(code, reason);
        channel.eventLoop().schedule(this::cut, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Closes the connection from below Vert.x, which would first wait for the peer's close frame.
    private void cut() {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first != null) {
            first.close();
        }
    }

    /// Closes the socket with a close frame; a peer that does not answer has 10 s. Any thread.
    public void close(int code, String reason) {
        if (!closing) {
            closing = true;
            closer.accept(reason, code);
        }
    }

    /// Sends what the room is like: from here on the socket gets what happens. On the event loop.
    void begin(byte[] history) {
        if (closing || !channel.isActive()) {
            return;
        }
        // Whole, however long it is: only what comes after it is bounded.
        pending.add(Unpooled.wrappedBuffer(history));
        writePending();
    }

    /// Writes bytes of whole frames; takes over the buffer. On the event loop.
    void write(ByteBuf frames) {
        if (closing || !channel.isActive()) {
            frames.release();
        } else if (pending.isEmpty() && channel.isWritable()) {
            channel.writeAndFlush(frames, channel.voidPromise());
        } else if (pendingBytes + frames.readableBytes() <= MOST_PENDING) {
            pending.add(frames);
            pendingBytes += frames.readableBytes();
        } else {
            frames.release();
            releasePending();
            // A peer that never reads does not answer the close frame either.
            close(SLOW_CONSUMER, "too slow: reconnect and resume", SLOW_CLOSE_TIMEOUT);
        }
    }

    /// Goes on with what waits, when the channel takes more. On the event loop.
    public void writePending() {
        if (pending.isEmpty()) {
            return;
        }
        if (closing) {
            releasePending();
            return;
        }
        while (!pending.isEmpty() && channel.isWritable()) {
            ByteBuf next = pending.remove();
            pendingBytes = Math.max(0, pendingBytes - next.readableBytes());
            channel.write(next, channel.voidPromise());
        }
        channel.flush();
    }

    private void releasePending() {
        pending.forEach(ByteBuf::release);
        pending.clear();
        pendingBytes = 0;
    }
}
