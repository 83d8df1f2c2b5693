package chatroom.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A WebSocket between a client and a pod after its handshake: bytes go through as they came, one
/// flush for all that one wake-up read, no copy. Both connections live on one event loop, and all
/// that is here happens on it.
///
/// A side that does not read stops the other side from being read, so that the pod itself sees its
/// slow clients; one that has not read for [#STALLED_SECONDS] is cut off.
final class Tunnel {

    private static final long IDLE_SECONDS = 3_600;
    private static final long STALLED_SECONDS = 60;
    private static final long GOODBYE_SECONDS = 1;
    private static final int GOING_AWAY = 1001;
    private static final int CLOSE_FRAME = 0x88;

    /// Vert.x' name for its end of a pipeline.
    private static final String HTTP = "handler";

    private final Channel client;
    private final Channel pod;
    private final Half fromClient;
    private final Half fromPod;
    private final FrameBoundary toClient = new FrameBoundary();
    private boolean leaving;
    private boolean goodbyeSent;

    private Tunnel(Channel client, Channel pod) {
        this.client = client;
        this.pod = pod;
        this.fromClient = new FromClient();
        this.fromPod = new FromPod();
    }

    /// Joins the two connections. Runs on their event loop.
    ///
    /// @throws Exception what HTTP's side of a connection makes of its end
    static Tunnel join(Channel client, Channel pod) throws Exception {
        var tunnel = new Tunnel(client, pod);
        // The server's own time-out is for requests.
        if (client.pipeline().get("idle") != null) {
            client.pipeline().remove("idle");
        }
        takeOver(client, tunnel.fromClient);
        takeOver(pod, tunnel.fromPod);
        // The pod pings its sockets: where nothing comes from it for so long, nobody is there.
        pod.pipeline().addFirst(new IdleStateHandler(IDLE_SECONDS, 0, 0, TimeUnit.SECONDS));
        client.config().setAutoRead(true);
        pod.config().setAutoRead(true);
        return tunnel;
    }

    /// Lets go of all that HTTP keeps for a connection (request, headers, routing: some 8 kB). It
    /// is told that its connection is over, so that its figures are right.
    private static void takeOver(Channel channel, Half half) throws Exception {
        ChannelPipeline pipeline = channel.pipeline();
        ChannelHandlerContext http = pipeline.context(HTTP);
        pipeline.addBefore(HTTP, "tunnel", half);
        ((ChannelInboundHandler) http.handler()).channelInactive(http);
        pipeline.remove(HTTP);
    }

    /// Tells the client, between two frames, that it should come back elsewhere (1001). From any
    /// thread.
    void goAway() {
        client.eventLoop()
                .execute(() -> {
                    leaving = true;
                    closeClientIn(2 * GOODBYE_SECONDS);
                    sayGoodbyeBetweenFrames();
                });
    }

    private void sayGoodbyeBetweenFrames() {
        if (goodbyeSent || toClient.closeSeen() || !toClient.between()) {
            return;
        }
        goodbyeSent = true;
        ByteBuf frame = client.alloc().buffer(4);
        client.writeAndFlush(frame.writeByte(CLOSE_FRAME).writeByte(2).writeShort(GOING_AWAY));
        // The client answers the close frame first, as the protocol wants it.
        closeClientIn(GOODBYE_SECONDS);
        pod.close();
    }

    /// The pod's connection is gone: the client still gets what is on the way to it.
    private void podGone() {
        if (goodbyeSent) {
            return;
        }
        sayGoodbyeBetweenFrames();
        if (!goodbyeSent) {
            client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            closeClientIn(STALLED_SECONDS);
        }
    }

    private void closeClientIn(long seconds) {
        ScheduledFuture<?> close =
                client.eventLoop().schedule(() -> client.close(), seconds, TimeUnit.SECONDS);
        client.closeFuture().addListener(closed -> close.cancel(false));
    }

    /// Bytes from one side for the other.
    private abstract static class Half extends ChannelInboundHandlerAdapter {

        private final Channel other;
        private @Nullable ScheduledFuture<?> cutOff;

        Half(Channel other) {
            this.other = other;
        }

        abstract void pass(ByteBuf bytes);

        final void hand(ByteBuf bytes) {
            other.write(bytes, other.voidPromise());
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof ByteBuf bytes) {
                pass(bytes);
            } else {
                // The end of the handshake, which the HTTP codec still tells when it goes.
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            other.flush();
            if (!other.isWritable() && ctx.channel().config().isAutoRead()) {
                ctx.channel().config().setAutoRead(false);
                cutOff =
                        ctx.executor()
                                .schedule(() -> other.close(), STALLED_SECONDS, TimeUnit.SECONDS);
            }
        }

        final void otherIsWritable(Channel own) {
            if (cutOff != null) {
                cutOff.cancel(false);
                cutOff = null;
            }
            own.config().setAutoRead(true);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // A reset connection is an ordinary end.
            ctx.close();
        }
    }

    private final class FromClient extends Half {

        FromClient() {
            super(pod);
        }

        @Override
        void pass(ByteBuf bytes) {
            if (goodbyeSent) {
                boolean answer = (bytes.getByte(bytes.readerIndex()) & 0xff) == CLOSE_FRAME;
                ReferenceCountUtil.release(bytes);
                if (answer) {
                    client.close();
                }
            } else {
                hand(bytes);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            if (client.isWritable()) {
                fromPod.otherIsWritable(pod);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            pod.close();
        }
    }

    private final class FromPod extends Half {

        FromPod() {
            super(client);
        }

        @Override
        void pass(ByteBuf bytes) {
            if (goodbyeSent) {
                ReferenceCountUtil.release(bytes);
                return;
            }
            toClient.follow(bytes);
            hand(bytes);
            if (leaving) {
                sayGoodbyeBetweenFrames();
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            if (pod.isWritable()) {
                fromClient.otherIsWritable(client);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            podGone();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof IdleStateEvent) {
                ctx.close();
            }
        }
    }
}
