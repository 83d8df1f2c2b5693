package chatroom.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkerTest {

    @Test
    void aMessageIsKnownAgainInsideAFrame() {
        long due = 0x0123_4567_89ab_cdefL;
        byte[] frame = bytes("{\"sender\":\"@system\",\"text\":\"" + Marker.text(due, 60) + "\"}");
        assertThat(Marker.find(frame, 0, frame.length)).isEqualTo(due);
    }

    @Test
    void aTimeBeforeTheClocksZeroIsKnownToo() {
        byte[] text = bytes(Marker.of(-5));
        assertThat(Marker.find(text, 0, text.length)).isEqualTo(-5);
    }

    @Test
    void otherFramesHaveNone() {
        for (String other :
                new String[] {"", "@T", "@T0123456789abcde;", "@Tghijklmnopqrstuv;", "alice"}) {
            byte[] frame = bytes(other);
            assertThat(Marker.find(frame, 0, frame.length)).as(other).isEqualTo(Marker.NONE);
        }
    }

    @Test
    void onlyTheFrameItselfIsSearched() {
        byte[] two = bytes("{}" + Marker.of(7));
        assertThat(Marker.find(two, 0, 2)).isEqualTo(Marker.NONE);
    }

    @Test
    void theTextIsAsLongAsAsked() {
        assertThat(Marker.text(1, 60)).hasSize(60).startsWith("@T0000000000000001;");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
