package chatroom.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelPipeline;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// A WebSocket between a client and a pod after its handshake: bytes go through as they came, pings
/// and pongs included, so that neither end takes the gateway for the other. Both connections live
/// on one event loop, and everything but [#fault] happens on it.
///
/// ```
///            bytes of the pod end a frame
///  Open ───────────────────────────────────────────────┐
///   │  told to close, within a frame                   │ told to close, or the pod is gone,
///   ▼                                                  ▼ between two frames
///  Finishing(code) ──── end of that frame ───────▶ Closing ── answer, or time-out ──▶ Closed
///   │                                                                                   ▲
///   └── pod gone or time-out: the client gets no close frame ───────────────────────────┘
/// ```
///
/// In `Finishing` the client gets the rest of the frame under way and nothing behind it, in
/// `Closing` the close frame. What the pod sent but the client never took is dropped: the client
/// resumes elsewhere.
final class Tunnel {

    static final int GOING_AWAY = 1001;
    static final int SLOW_CONSUMER = 4008;

    private static final Duration FINISH_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(1);

    /// A client that did not read for a while may read again, and then learns why it was closed.
    private static final Duration SLOW_ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private static final int CLOSE_FRAME = 0x88;

    /// Vert.x' name for its end of a pipeline.
    private static final String HTTP = "handler";

    private sealed interface State {
        record Open() implements State {}

        record Finishing(int code) implements State {}

        record Closing() implements State {}

        record Closed() implements State {}
    }

    /// What is wrong with one of the two connections.
    enum Fault {
        NONE,
        /// The client does not take what the pod sends.
        SLOW_CLIENT,
        /// The client sends nothing, not even pongs.
        SILENT_CLIENT,
        /// The pod sends nothing, not even pings, or takes nothing.
        SILENT_POD
    }

    /// How long each fault is borne.
    ///
    /// @param silence longer than the pod's interval of pings
    record Limits(Duration silence, Duration slow) {}

    private final Channel client;
    private final Channel pod;
    private final Relay fromClient;
    private final Relay fromPod;
    private final FrameBoundary clientFrames = new FrameBoundary();
    private final FrameBoundary podFrames = new FrameBoundary();
    private volatile State state = new State.Open();

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
        client.config().setAutoRead(true);
        pod.config().setAutoRead(true);
        return tunnel;
    }

    /// Lets go of all that HTTP keeps for a connection (request, headers, routing: some 8 kB). It
    /// is told that its connection is over, so that its figures are right.
    private static void takeOver(Channel channel, Relay relay) throws Exception {
        ChannelPipeline pipeline = channel.pipeline();
        ChannelHandlerContext http = pipeline.context(HTTP);
        pipeline.addBefore(HTTP, "tunnel", relay);
        ((ChannelInboundHandler) http.handler()).channelInactive(http);
        pipeline.remove(HTTP);
    }

    /// What is wrong, as far as can be seen from outside. From any thread.
    Fault fault(long now, Limits limits) {
        if (!(state instanceof State.Open)) {
            return Fault.NONE;
        }
        long silence = limits.silence().toNanos();
        if (fromPod.blockedFor(now) > limits.slow().toNanos()) {
            return Fault.SLOW_CLIENT;
        }
        if (fromClient.silentFor(now) > silence) {
            return fromPod.blocked() ? Fault.SLOW_CLIENT : Fault.SILENT_CLIENT;
        }
        return fromPod.silentFor(now) > silence || fromClient.blockedFor(now) > silence
                ? Fault.SILENT_POD
                : Fault.NONE;
    }

    /// Ends a tunnel that has a fault. From any thread.
    void end(Fault fault) {
        client.eventLoop()
                .execute(() -> {
                    switch (fault) {
                        case NONE -> {}
                        case SLOW_CLIENT -> closeClient(SLOW_CONSUMER);
                        case SILENT_CLIENT -> closeClient(GOING_AWAY);
                        case SILENT_POD -> {
                            closeClient(GOING_AWAY);
                            // Nothing more comes from there, the rest of a frame neither.
                            pod.close();
                        }
                    }
                });
    }

    /// Tells the client, between two frames, that it should come back elsewhere (1001). From any
    /// thread.
    void goAway() {
        client.eventLoop().execute(() -> closeClient(GOING_AWAY));
    }

    private void closeClient(int code) {
        if (!(state instanceof State.Open)) {
            return;
        }
        if (podFrames.between()) {
            sendClose(code);
        } else {
            state = new State.Finishing(code);
            fromPod.resume();
            closeClientAfter(FINISH_TIMEOUT);
        }
    }

    private void sendClose(int code) {
        state = new State.Closing();
        fromClient.resume();
        // Where the pod's own close frame went through, it stays the last.
        ChannelFuture written =
                client.writeAndFlush(
                        podFrames.closeSeen() ? Unpooled.EMPTY_BUFFER : closeFrame(code));
        awaitAnswer(written, code == SLOW_CONSUMER ? SLOW_ANSWER_TIMEOUT : ANSWER_TIMEOUT);
        pod.close();
    }

    private ByteBuf closeFrame(int code) {
        return client.alloc().buffer(4).writeByte(CLOSE_FRAME).writeByte(2).writeShort(code);
    }

    /// Waits for the client's answer to a close frame. Until then its connection is read: closing
    /// it with something unread would reset it, and the client would not see the close frame.
    private void awaitAnswer(ChannelFuture written, Duration timeout) {
        if (clientFrames.closeSeen()) {
            written.addListener(ChannelFutureListener.CLOSE);
        } else {
            written.addListener(sent -> closeClientAfter(timeout));
        }
        closeClientAfter(SLOW_ANSWER_TIMEOUT);
    }

    private void closeClientAfter(Duration delay) {
        ScheduledFuture<?> close =
                client.eventLoop()
                        .schedule(() -> client.close(), delay.toMillis(), TimeUnit.MILLISECONDS);
        client.closeFuture().addListener(closed -> close.cancel(false));
    }

    private final class FromClient extends Relay {

        FromClient() {
            super(client, pod);
        }

        @Override
        void received(ByteBuf bytes) {
            clientFrames.follow(bytes);
            switch (state) {
                case State.Open _, State.Finishing _ -> pod.write(bytes, pod.voidPromise());
                case State.Closing _, State.Closed _ -> {
                    bytes.release();
                    if (clientFrames.closeSeen()) {
                        client.close();
                    }
                }
            }
        }

        @Override
        boolean isHeldBack() {
            return switch (state) {
                case State.Open _, State.Finishing _ -> true;
                case State.Closing _, State.Closed _ -> false;
            };
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            if (client.isWritable()) {
                fromPod.resume();
            }
        }

        @Override
        void gone() {
            state = new State.Closed();
            pod.close();
        }
    }

    private final class FromPod extends Relay {

        FromPod() {
            super(pod, client);
        }

        @Override
        void received(ByteBuf bytes) {
            switch (state) {
                case State.Open _ -> {
                    podFrames.follow(bytes);
                    client.write(bytes, client.voidPromise());
                }
                case State.Finishing(int code) -> {
                    int rest = podFrames.followToBoundary(bytes);
                    client.write(bytes.readRetainedSlice(rest), client.voidPromise());
                    bytes.release();
                    if (podFrames.between()) {
                        sendClose(code);
                    }
                }
                case State.Closing _, State.Closed _ -> bytes.release();
            }
        }

        @Override
        boolean isHeldBack() {
            return state instanceof State.Open;
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            if (pod.isWritable()) {
                fromClient.resume();
            }
        }

        @Override
        void gone() {
            boolean slow = blocked();
            switch (state) {
                case State.Open _ when podFrames.between() ->
                        sendClose(slow ? SLOW_CONSUMER : GOING_AWAY);
                case State.Open _, State.Finishing _ -> {
                    state = new State.Closing();
                    client.writeAndFlush(Unpooled.EMPTY_BUFFER)
                            .addListener(ChannelFutureListener.CLOSE);
                    closeClientAfter(SLOW_ANSWER_TIMEOUT);
                }
                case State.Closing _, State.Closed _ -> {}
            }
        }
    }
}
