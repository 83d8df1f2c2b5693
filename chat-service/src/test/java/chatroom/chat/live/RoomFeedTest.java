package chatroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.chat.messages.MessageView;
import chatroom.chat.people.Caller;
import chatroom.chat.rooms.RoomView;
import chatroom.events.AiSettings;
import chatroom.events.MessageIds;
import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
import chatroom.events.RoomEvent.*;
import chatroom.events.Theme;
import chatroom.events.Via;
import chatroom.events.Visibility;
import chatroom.roomlog.LoggedEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoomFeedTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RoomView ROOM =
            new RoomView(
                    "attic",
                    "Attic",
                    new Theme("dust", "", List.of()),
                    Visibility.PUBLIC,
                    AiSettings.DEFAULT,
                    RoomAddress.own("attic"),
                    "epoch",
                    1);

    private final RoomFeed feed = new RoomFeed(ROOM, "epoch", -1, null);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final AtomicInteger skipped = new AtomicInteger();

    @Test
    void eachMessageNamesTheOneBeforeWhateverCameBetween() throws IOException {
        join();
        apply(List.of(at(0, said("one")), at(1, new UserTyping("bob", null)), at(5, said("two"))));
        List<JsonNode> frames = frames();
        assertThat(frames)
                .extracting(frame -> frame.get("event").asText())
                .containsExactly("history", "user", "typing", "user");
        assertThat(frames.get(1).has("prev")).isFalse();
        assertThat(frames.get(3).get("prev").asLong()).isZero();
        assertThat(frames.get(2).has("seq")).isFalse();
    }

    @Test
    void aSecondCopyOfAMessageIsNeitherShownNorPartOfTheChain() throws IOException {
        join();
        MessagePosted twice = said("twice");
        apply(List.of(at(0, twice), at(1, twice), at(2, said("after"))));
        List<JsonNode> frames = frames();
        assertThat(frames).hasSize(3);
        assertThat(frames.get(2).get("prev").asLong()).isZero();
    }

    @Test
    void aMessageStandsWhereItsFirstCopyDoes() {
        MessagePosted twice = said("twice");
        apply(List.of(at(3, twice), at(7, twice)));
        assertThat(feed.seqOf(twice.id())).contains(3L);
        assertThat(feed.seqOf(said("another").id())).isEmpty();
    }

    @Test
    void whoWaitsForAnOffsetGoesOnOnceItWasRead() {
        var third = feed.readUpTo(3);
        var ninth = feed.readUpTo(9);
        apply(List.of(at(1, said("one"))));
        assertThat(third).isNotDone();
        apply(List.of(at(4, said("two"))));
        assertThat(third).succeedsWithin(Duration.ofSeconds(5));
        assertThat(ninth).isNotDone();
        assertThat(feed.readUpTo(4)).isCompleted();
    }

    @Test
    void eventsThatAreReadAgainChangeNothing() throws IOException {
        join();
        List<LoggedEvent> batch = List.of(at(0, said("one")), at(1, said("two")));
        apply(batch);
        apply(batch);
        assertThat(frames()).hasSize(3);
    }

    @Test
    void whoComesInTheMiddleOfAReplySeesWhatWasSaidSoFar() throws IOException {
        UUID id = MessageIds.fresh();
        apply(
                List.of(
                        at(0, new ReplyStarted(id, "einstein", "AI_Einstein", null)),
                        at(1, new ReplyDelta(id, "einstein", "AI_Einstein", 0, "Time ")),
                        at(2, new ReplyDelta(id, "einstein", "AI_Einstein", 1, "is "))));
        join();
        List<JsonNode> frames = frames();
        assertThat(frames)
                .extracting(frame -> frame.get("event").asText())
                .containsExactly("history", "ai_start", "ai_delta");
        assertThat(frames.get(2).get("text").asText()).isEqualTo("Time is ");
    }

    @Test
    void anAttemptThatBeginsAgainReplacesWhatWasShown() throws IOException {
        UUID id = MessageIds.fresh();
        apply(
                List.of(
                        at(0, new ReplyStarted(id, "einstein", "AI_Einstein", null)),
                        at(1, new ReplyDelta(id, "einstein", "AI_Einstein", 0, "Ti")),
                        at(2, new ReplyStarted(id, "einstein", "AI_Einstein", null)),
                        at(3, new ReplyDelta(id, "einstein", "AI_Einstein", 0, "Time "))));
        join();
        assertThat(frames().getLast().get("text").asText()).isEqualTo("Time ");
    }

    @Test
    void liveAndFreshReadersAgree() throws IOException {
        join();
        apply(List.of(at(0, said("one")), at(3, said("two")), at(4, said("three"))));
        List<String> live =
                frames().stream().skip(1).map(frame -> frame.get("text").asText()).toList();
        List<String> fresh = feed.after(-1).stream().map(MessageView::text).toList();
        assertThat(live).isEqualTo(fresh);
    }

    @Test
    void whoLosesTheirPlaceIsShownOut() {
        UUID bob = MessageIds.fresh();
        var codes = new ArrayList<Integer>();
        var account = new Caller.Account(bob, "bob", false, MessageIds.fresh(), Instant.MAX, false);
        feed.join(
                new Subscriber(channel, account, (reason, code) -> codes.add(code)),
                RoomFeedTest::history);
        apply(List.of(at(0, new MemberChanged(bob, "bob", null))));
        assertThat(codes).containsExactly(4003);
    }

    @Test
    void howAMessageFaresToAPhoneIsToldToThePhonesOwnerAlone() throws IOException {
        UUID bob = MessageIds.fresh();
        UUID message = MessageIds.fresh();
        var account = new Caller.Account(bob, "bob", false, MessageIds.fresh(), Instant.MAX, false);
        var phone = new EmbeddedChannel();
        feed.join(new Subscriber(phone, account, (reason, code) -> {}), RoomFeedTest::history);
        phone.runPendingTasks();
        join();
        apply(
                List.of(
                        at(0, sms(message, bob, "delivered", null, null)),
                        at(1, sms(message, bob, "failed", "30003", "It was off.")),
                        at(2, said("after"))));
        phone.runPendingTasks();
        assertThat(events(frames())).containsExactly("history", "user");
        List<JsonNode> owners = frames(phone);
        assertThat(events(owners)).containsExactly("history", "sms", "error", "user");
        JsonNode delivered = owners.get(1).get("data");
        assertThat(delivered.get("state").asText()).isEqualTo("delivered");
        assertThat(delivered.get("message_id").asText()).isEqualTo(message.toString());
        JsonNode failed = owners.get(2);
        assertThat(failed.get("text").asText()).isEqualTo("It was off.");
        assertThat(failed.at("/data/code").asText()).isEqualTo("sms_failed");
        assertThat(failed.at("/data/sms_code").asText()).isEqualTo("30003");
        assertThat(failed.at("/data/message_id").asText()).isEqualTo(message.toString());
        assertThat(owners.get(3).has("prev")).as("no part of the chain").isFalse();
    }

    /// P15.
    @Test
    void anEventThatCanNotBecomeAFrameIsSkippedAndTheRoomGoesOn() throws IOException {
        join();
        apply(List.of(at(0, said("one")), broken(1), at(2, said("two"))));
        assertThat(skipped).hasValue(1);
        List<JsonNode> frames = frames();
        assertThat(events(frames)).containsExactly("history", "user", "user");
        assertThat(frames.getLast().get("prev").asLong()).isZero();
        assertThat(feed.readUpTo(2)).isCompleted();
    }

    @SuppressWarnings("NullAway") // What no version of this product writes.
    private static LoggedEvent broken(long seq) {
        return at(seq, null);
    }

    private void apply(List<LoggedEvent> batch) {
        feed.apply(batch, skipped::incrementAndGet);
    }

    private static SmsState sms(
            UUID message, UUID user, String state, @Nullable String code, @Nullable String detail) {
        return new SmsState(MessageIds.fresh(), Instant.EPOCH, message, user, state, code, detail);
    }

    private static List<String> events(List<JsonNode> frames) {
        return frames.stream().map(frame -> frame.get("event").asText()).toList();
    }

    private void join() {
        feed.join(
                new Subscriber(channel, new Caller.Guest("alice"), (reason, code) -> {}),
                RoomFeedTest::history);
        channel.runPendingTasks();
    }

    private static HistoryData history(RoomFeed.Snapshot now) {
        return new HistoryData(
                new HistoryData.RoomName("attic", "Attic"),
                now.tail(),
                now.theme(),
                List.of(),
                List.of(),
                "epoch",
                now.last() == null ? -1 : now.last(),
                null,
                null);
    }

    private static LoggedEvent at(long seq, RoomEvent event) {
        return new LoggedEvent(RoomAddress.own("attic"), "attic", seq, Instant.EPOCH, event, null);
    }

    private static MessagePosted said(String text) {
        return new MessagePosted(MessageIds.fresh(), "bob", null, text, null, null, Via.WEB);
    }

    /// The frames that the socket got, taken out of their WebSocket framing.
    private List<JsonNode> frames() throws IOException {
        return frames(channel);
    }

    private static List<JsonNode> frames(EmbeddedChannel channel) throws IOException {
        channel.runPendingTasks();
        var frames = new ArrayList<JsonNode>();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            ByteBuffer bytes = next.nioBuffer();
            while (bytes.hasRemaining()) {
                assertThat(bytes.get()).isEqualTo((byte) 0x81);
                int length = bytes.get();
                if (length == 126) {
                    length = bytes.getShort() & 0xffff;
                }
                byte[] payload = new byte[length];
                bytes.get(payload);
                frames.add(JSON.readTree(payload));
            }
            next.release();
        }
        return frames;
    }
}
