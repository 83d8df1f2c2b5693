package chatroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JoinNoticesTest {

    private static final int MANY = JoinNotices.LARGE_ROOM + 1;
    private final JoinNotices notices = new JoinNotices();

    @Test
    void inASmallRoomEverybodyIsTold() {
        assertThat(notices.joined("alice", 2)).isTrue();
        assertThat(notices.drain()).isEmpty();
    }

    @Test
    void inALargeRoomNoticesAreGathered() {
        assertThat(notices.joined("alice", MANY)).isFalse();
        assertThat(notices.left("bob", MANY)).isFalse();
        assertThat(notices.drain())
                .contains(Map.of("joined", List.of("alice"), "left", List.of("bob")));
        assertThat(notices.drain()).isEmpty();
    }

    @Test
    void whoComesAndGoesWithinASecondIsNotMentioned() {
        notices.joined("alice", MANY);
        notices.left("alice", MANY);
        assertThat(notices.drain()).isEmpty();
    }
}
