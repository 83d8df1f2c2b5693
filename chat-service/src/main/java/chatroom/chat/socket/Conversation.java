package chatroom.chat.socket;

import chatroom.chat.live.Frame;
import chatroom.chat.live.Subscriber;
import chatroom.chat.live.Wire;
import chatroom.chat.messages.MessageView;
import chatroom.chat.messages.Refusal;
import io.github.bucket4j.Bucket;
import io.quarkus.websockets.next.UserData.TypedKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One open socket: who, where, and what is said to it alone.
final class Conversation {

    static final TypedKey<Conversation> KEY = new TypedKey<>("conversation");

    private static final int GOING_AWAY = 1001;
    private static final Duration DROP_TIMEOUT = Duration.ofSeconds(1);

    private static final int CONTROL_FRAME_BURST = 50;
    private static final int CONTROL_FRAMES_PER_SECOND = 10;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /// Others are told at most this often that somebody is writing.
    private static final Duration TYPING_STEP = Duration.ofSeconds(2);

    private final Admission admission;
    private final Subscriber subscriber;
    private final Bucket controlFrames =
            Bucket.builder()
                    .addLimit(limit ->
                            limit.capacity(CONTROL_FRAME_BURST)
                                    .refillGreedy(CONTROL_FRAMES_PER_SECOND, SECOND))
                    .build();
    private long lastTyping = System.nanoTime() - TYPING_STEP.toNanos();
    // Confined to the sweep.
    private long pingDueAt;

    /// @param pingDueAt when to ping the peer first, by `System.nanoTime()`
    Conversation(Admission admission, Subscriber subscriber, long pingDueAt) {
        this.admission = admission;
        this.subscriber = subscriber;
        this.pingDueAt = pingDueAt;
    }

    Admission admission() {
        return admission;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    void send(Frame frame) {
        subscriber.send(Wire.encode(frame));
    }

    void acknowledge(MessageView said, @Nullable String clientId) {
        send(Frame.ack(said, clientId));
    }

    void refuse(Refusal why, @Nullable String clientId) {
        refuse(why.code(), why.text(), clientId);
    }

    void refuse(String code, String text, @Nullable String clientId) {
        send(Frame.error(admission.room().id(), Instant.now(), code, text, clientId));
    }

    /// When bytes last came from the peer, by `System.nanoTime()`.
    long heardAt() {
        return admission.guard().heardAt();
    }

    /// Whether the next ping is due. Where it is, the one after it is due an interval later.
    boolean takePing(long now, long intervalNanos) {
        if (now - pingDueAt < 0) {
            return false;
        }
        pingDueAt = now + intervalNanos;
        return true;
    }

    /// Takes one frame other than a message from this socket's allowance; false where none is left.
    boolean takeControlFrame() {
        return controlFrames.tryConsume(1);
    }

    /// Ends the connection of a peer that is gone. The close frame is for one that was only away.
    void drop() {
        if (subscriber.isBehind()) {
            subscriber.close(
                    Subscriber.SLOW_CONSUMER, "too slow: reconnect and resume", DROP_TIMEOUT);
        } else {
            subscriber.close(GOING_AWAY, "no answer to pings: reconnect and resume", DROP_TIMEOUT);
        }
    }

    /// Whether it is time to tell others again that this person is writing.
    boolean typingIsNews() {
        long now = System.nanoTime();
        if (now - lastTyping < TYPING_STEP.toNanos()) {
            return false;
        }
        lastTyping = now;
        return true;
    }
}
