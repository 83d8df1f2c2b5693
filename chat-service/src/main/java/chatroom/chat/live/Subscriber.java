package chatroom.chat.live;

import chatroom.chat.people.Caller;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.EventExecutor;
import java.util.function.ObjIntConsumer;

/// One socket that watches a room. What it has not yet taken is bounded: a reader that falls behind
/// by more than {@value #MOST_PENDING} bytes (beyond its history) is closed with 4008 and may
/// resume.
public final class Subscriber {

    /// Closed because it did not keep up.
    public static final int SLOW_CONSUMER = 4008;

    static final int MOST_PENDING = 1 << 20;

    private final Channel channel;
    private volatile Caller caller;
    private final ObjIntConsumer<String> closer;
    private volatile boolean closing;

    /// @param channel the connection below the WebSocket
    /// @param closer sends a close frame with a reason and a code
    public Subscriber(Channel channel, Caller caller, ObjIntConsumer<String> closer) {
        this.channel = channel;
        this.caller = caller;
        this.closer = closer;
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

    /// Closes the socket with a close frame; without mercy where it does not answer. Any thread.
    public void close(int code, String reason) {
        if (!closing) {
            closing = true;
            closer.accept(reason, code);
        }
    }

    /// Sends what the room is like: from here on the socket gets what happens. On the event loop.
    void begin(byte[] history) {
        channel.config()
                .setWriteBufferWaterMark(
                        new WriteBufferWaterMark(MOST_PENDING / 2, MOST_PENDING + history.length));
        write(Unpooled.wrappedBuffer(history));
    }

    /// Writes bytes of whole frames; takes over the buffer. On the event loop.
    void write(ByteBuf frames) {
        if (closing || !channel.isActive()) {
            frames.release();
        } else if (!channel.isWritable()) {
            frames.release();
            close(SLOW_CONSUMER, "too slow: reconnect and resume");
            // The close frame waits behind what was not read; a peer that never reads must not keep
            // the memory.
            channel.eventLoop()
                    .schedule(() -> channel.close(), 2, java.util.concurrent.TimeUnit.SECONDS);
        } else {
            channel.writeAndFlush(frames, channel.voidPromise());
        }
    }
}
