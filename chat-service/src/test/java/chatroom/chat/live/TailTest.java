package chatroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.chat.messages.MessageView;
import chatroom.events.MessageIds;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.Via;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TailTest {

    private final Tail tail = new Tail(-1, null);

    @Test
    void aMessageThatComesAgainIsNotTaken() {
        UUID id = MessageIds.fresh();
        assertThat(tail.add(said(id, 1))).isTrue();
        assertThat(tail.add(said(id, 2))).isFalse();
        assertThat(tail.after(-1)).extracting(MessageView::seq).containsExactly(1L);
        assertThat(tail.last()).isEqualTo(1L);
    }

    @Test
    void whatFallsOutIsKnownToBeMissing() {
        for (long seq = 0; seq < Tail.LENGTH + 5; seq++) {
            tail.add(said(MessageIds.fresh(), seq * 10));
        }
        assertThat(tail.size()).isEqualTo(Tail.LENGTH);
        assertThat(tail.completeAfter()).isEqualTo(40);
        assertThat(tail.after(40).getFirst().seq()).isEqualTo(50);
    }

    @Test
    void anIdIsRememberedLongerThanItsMessage() {
        UUID early = MessageIds.fresh();
        tail.add(said(early, 0));
        for (long seq = 1; seq <= Tail.LENGTH; seq++) {
            tail.add(said(MessageIds.fresh(), seq));
        }
        assertThat(tail.find(early)).isEmpty();
        assertThat(tail.add(said(early, 500))).isFalse();
    }

    private static MessageView said(UUID id, long seq) {
        return MessageView.of(
                "lobby",
                seq,
                Instant.EPOCH,
                new MessagePosted(id, "alice", null, "hi", null, null, Via.WEB));
    }
}
