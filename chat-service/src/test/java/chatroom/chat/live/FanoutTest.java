package chatroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.chat.live.Fanout.Outgoing;
import chatroom.chat.people.Caller;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FanoutTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<Integer> closed = new ArrayList<>();
    private final Subscriber alice = subscriber("alice");
    private long now;
    private final Fanout fanout = new Fanout(channel.eventLoop(), () -> now);

    @Test
    void whatGathersGoesOutInOneWrite() {
        fanout.add(alice, bytes("history "));
        channel.runPendingTasks();
        fanout.offer(List.of(frame("a"), frame("b")));
        fanout.offer(List.of(frame("c")));
        channel.runPendingTasks();
        assertThat(written()).containsExactly("history ", "abc");
    }

    @Test
    void whatComesSoonAfterGathersUntilTheRestIsOver() {
        fanout.add(alice, bytes("history "));
        channel.runPendingTasks();
        fanout.offer(List.of(frame("a")));
        channel.runPendingTasks();
        assertThat(written()).containsExactly("history ", "a");

        fanout.offer(List.of(frame("b")));
        channel.runPendingTasks();
        fanout.offer(List.of(frame("c")));
        channel.runPendingTasks();
        assertThat(written()).isEmpty();
        now += Fanout.REST_PER_SOCKET_NANOS;
        channel.advanceTimeBy(Fanout.REST_PER_SOCKET_NANOS, TimeUnit.NANOSECONDS);
        channel.runPendingTasks();
        assertThat(written()).containsExactly("bc");

        now += Fanout.REST_PER_SOCKET_NANOS;
        fanout.offer(List.of(frame("d")));
        channel.runPendingTasks();
        assertThat(written()).containsExactly("d");
    }

    @Test
    void aLargeRoomRestsNoLongerThanTheLongestRest() {
        for (int socket = 0; socket < 1_000; socket++) {
            fanout.add(subscriber("guest" + socket), bytes(""));
        }
        channel.runPendingTasks();
        fanout.offer(List.of(frame("a")));
        channel.runPendingTasks();
        written();
        fanout.offer(List.of(frame("b")));
        now += Fanout.LONGEST_REST_NANOS;
        channel.advanceTimeBy(Fanout.LONGEST_REST_NANOS, TimeUnit.NANOSECONDS);
        channel.runPendingTasks();
        assertThat(written()).hasSize(1_000).containsOnly("b");
    }

    @Test
    void aFrameThatComesRightAfterANewcomerReachesIt() {
        // The round for the first frame is due when the newcomer and the second frame come.
        fanout.offer(List.of(frame("a")));
        fanout.add(alice, bytes("history "));
        fanout.offer(List.of(frame("b")));
        channel.runPendingTasks();
        assertThat(String.join("", written())).isEqualTo("history b");
    }

    @Test
    void whatHistoryToldIsNotToldAgain() {
        fanout.offer(List.of(frame("a"), frame("b"), frame("c")));
        fanout.add(alice, bytes("history "));
        fanout.offer(List.of(frame("d")));
        // Everything was scheduled before the loop ran: one drain sees all of it.
        channel.runPendingTasks();
        assertThat(String.join("", written())).isEqualTo("history d");
    }

    @Test
    void typingIsNotEchoedToWhoTypes() {
        fanout.add(alice, bytes("history "));
        channel.runPendingTasks();
        fanout.offer(
                List.of(
                        new Outgoing(bytes("typing"), new Audience.AllBut(alice.caller().key())),
                        frame("said")));
        channel.runPendingTasks();
        assertThat(written()).containsExactly("history ", "said");
    }

    @Test
    void aReaderThatDoesNotKeepUpIsClosed() {
        fanout.add(alice, bytes("history "));
        channel.runPendingTasks();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        String quarter = "x".repeat(Subscriber.MOST_PENDING / 4);
        for (int i = 0; i < 4; i++) {
            alice.write(Unpooled.wrappedBuffer(bytes(quarter)));
        }
        assertThat(closed).isEmpty();
        fanout.offer(List.of(frame("a")));
        channel.runPendingTasks();
        assertThat(closed).containsExactly(Subscriber.SLOW_CONSUMER);
        // What waited is dropped, so that the close frame is next.
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();
        assertThat(written()).containsExactly("history ");
    }

    @Test
    void aReaderThatPausesGetsEverythingInOrder() {
        fanout.add(alice, bytes("history "));
        channel.runPendingTasks();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        fanout.offer(List.of(frame("a")));
        now += Fanout.LONGEST_REST_NANOS;
        channel.runPendingTasks();
        alice.send(bytes("b"));
        channel.runPendingTasks();
        assertThat(written()).containsExactly("history ");

        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        alice.send(bytes("c"));
        channel.runPendingTasks();
        assertThat(written()).containsExactly("a", "b", "c");
        assertThat(closed).isEmpty();
    }

    private Subscriber subscriber(String name) {
        var subscriber =
                new Subscriber(channel, new Caller.Guest(name), (reason, code) -> closed.add(code));
        channel.pipeline()
                .addLast(
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelWritabilityChanged(ChannelHandlerContext ctx) {
                                if (channel.isWritable()) {
                                    subscriber.writePending();
                                }
                                ctx.fireChannelWritabilityChanged();
                            }
                        });
        return subscriber;
    }

    private List<String> written() {
        var all = new ArrayList<String>();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            all.add(next.toString(StandardCharsets.UTF_8));
            next.release();
        }
        return all;
    }

    private static Outgoing frame(String text) {
        return new Outgoing(bytes(text), Audience.ALL);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
