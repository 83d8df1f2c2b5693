package chatroom.chat.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/// Stands between the WebSocket decoder of one connection and Vert.x. It notes when the peer was
/// last heard, and closes the connection on frames that break the protocol: 1002 for malformed
/// ones, 1007 for text that is not UTF-8, 1009 for messages longer than {@value #LONGEST_MESSAGE}
/// bytes.
final class FrameGuard extends Utf8FrameValidator {

    /// Longest message, in bytes, however many frames it comes in.
    static final int LONGEST_MESSAGE = 65_536;

    /// How long a peer that was sent a close frame has time to read it.
    private static final long CLOSE_TIMEOUT_SECONDS = 2;

    /// Vert.x' name for its end of a pipeline.
    private static final String VERTX = "handler";

    private volatile long heardAt = System.nanoTime();
    private volatile Runnable whenWritable = () -> {};
    // Confined to the event loop.
    private long messageBytes;
    private boolean closing;

    private FrameGuard() {
        // The validator itself would close before the peer can have read why.
        super(false);
    }

    /// Puts a guard into a connection whose handshake is about to be accepted.
    static FrameGuard install(Channel channel) {
        var guard = new FrameGuard();
        channel.pipeline().addBefore(VERTX, "frame-guard", guard);
        return guard;
    }

    /// Runs an action on the event loop whenever the connection takes more.
    void whenWritable(Runnable action) {
        whenWritable = action;
    }

    /// When bytes last came from the peer, by `System.nanoTime()`.
    long heardAt() {
        return heardAt;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (closing) {
            ReferenceCountUtil.release(message);
            if (message instanceof CloseWebSocketFrame) {
                ctx.close();
            }
            return;
        }
        if (message instanceof WebSocketFrame frame) {
            // The decoder lets bits of extensions through, and none was negotiated.
            if (frame.rsv() != 0) {
                frame.release();
                close(ctx, WebSocketCloseStatus.PROTOCOL_ERROR, "unknown extension");
                return;
            }
            if (isTooLong(frame)) {
                frame.release();
                close(ctx, WebSocketCloseStatus.MESSAGE_TOO_BIG, "longer than 64 KB");
                return;
            }
        }
        super.channelRead(ctx, message);
    }

    /// Also called for bytes that do not complete a frame yet.
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        heardAt = System.nanoTime();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            whenWritable.run();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
        switch (cause) {
            case CorruptedWebSocketFrameException bad ->
                    close(ctx, bad.closeStatus(), bad.closeStatus().reasonText());
            case CorruptedFrameException bad ->
                    close(ctx, WebSocketCloseStatus.PROTOCOL_ERROR, "malformed frame");
            default -> super.exceptionCaught(ctx, cause);
        }
    }

    private boolean isTooLong(WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame
                || frame instanceof PongWebSocketFrame
                || frame instanceof CloseWebSocketFrame) {
            return false;
        }
        messageBytes += frame.content().readableBytes();
        boolean tooLong = messageBytes > LONGEST_MESSAGE;
        if (frame.isFinalFragment()) {
            messageBytes = 0;
        }
        return tooLong;
    }

    /// The connection stays open for a moment: closing it while the peer still sends would reset
    /// it, and the peer would not read why.
    private void close(ChannelHandlerContext ctx, WebSocketCloseStatus status, String reason) {
        if (closing) {
            return;
        }
        closing = true;
        ctx.writeAndFlush(new CloseWebSocketFrame(status, reason));
        ctx.executor().schedule(() -> ctx.close(), CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
