package chatroom.chat.socket;

import chatroom.chat.live.Frame;
import chatroom.chat.live.Subscriber;
import chatroom.chat.live.Wire;
import chatroom.chat.messages.MessageView;
import chatroom.chat.messages.Refusal;
import io.quarkus.websockets.next.UserData.TypedKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One open socket: who, where, and what is said to it alone.
final class Conversation {

    static final TypedKey<Conversation> KEY = new TypedKey<>("conversation");

    /// Others are told at most this often that somebody is writing.
    private static final Duration TYPING_STEP = Duration.ofSeconds(2);

    private final Admission admission;
    private final Subscriber subscriber;
    private long lastTyping = System.nanoTime() - TYPING_STEP.toNanos();

    Conversation(Admission admission, Subscriber subscriber) {
        this.admission = admission;
        this.subscriber = subscriber;
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
