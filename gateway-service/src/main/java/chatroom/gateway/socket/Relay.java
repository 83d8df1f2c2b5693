package chatroom.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/// Reads one connection of a [Tunnel]. While the other connection does not take what was read, this
/// one is not read either, so that the sender itself notices: what a tunnel holds is bounded by one
/// read and the other connection's high watermark (64 KB each). One flush for all that one wake-up
/// read.
abstract class Relay extends ChannelInboundHandlerAdapter {

    private final Channel own;
    private final Channel other;
    // Written on the event loop, read by the sweep.
    private volatile long heardAt = System.nanoTime();
    private volatile long pausedAt;
    private volatile boolean paused;

    Relay(Channel own, Channel other) {
        this.own = own;
        this.other = other;
    }

    /// Takes over what was read.
    abstract void received(ByteBuf bytes);

    /// Whether this connection is held back while the other does not take what was read.
    abstract boolean isHeldBack();

    /// The connection is gone.
    abstract void gone();

    /// For how long nothing came, in nanoseconds; 0 while nothing could be read.
    final long silentFor(long now) {
        return paused ? 0 : Math.max(0, now - heardAt);
    }

    /// For how long the other connection has not taken what was read, in nanoseconds.
    final long blockedFor(long now) {
        return paused ? Math.max(0, now - pausedAt) : 0;
    }

    /// Whether the other connection does not take what was read.
    final boolean blocked() {
        return paused;
    }

    final void resume() {
        if (paused) {
            heardAt = System.nanoTime();
            paused = false;
            own.config().setAutoRead(true);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            // The end of the handshake, which the HTTP codec still tells when it goes.
            ReferenceCountUtil.release(message);
            return;
        }
        received(bytes);
        if (!paused && isHeldBack() && !other.isWritable()) {
            pausedAt = System.nanoTime();
            paused = true;
            own.config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        heardAt = System.nanoTime();
        other.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A reset connection is an ordinary end.
        ctx.close();
    }
}
