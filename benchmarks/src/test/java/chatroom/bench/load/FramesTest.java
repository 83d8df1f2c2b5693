package chatroom.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {

    private final List<String> seen = new ArrayList<>();

    @Test
    void framesOfEveryLengthAreTakenApart() {
        String medium = "m".repeat(300);
        String large = "l".repeat(70_000);
        byte[] stream = stream("", "short", "s".repeat(125), medium, large);
        assertThat(parse(stream, stream.length)).isEqualTo(stream.length);
        assertThat(seen).containsExactly("", "short", "s".repeat(125), medium, large);
    }

    @Test
    void anIncompleteFrameIsLeftWhereverItIsCut() {
        byte[] stream = stream("first", "x".repeat(200));
        int second = 2 + 5;
        for (int cut = second; cut < stream.length; cut++) {
            seen.clear();
            assertThat(parse(stream, cut)).isEqualTo(second);
            assertThat(seen).containsExactly("first");
        }
    }

    @Test
    void aClientsFrameIsMasked() {
        ByteBuffer frame = Frames.encode(Frames.TEXT, "hello".getBytes(StandardCharsets.UTF_8));
        assertThat(frame.get() & 0xff).isEqualTo(0x81);
        assertThat(frame.get() & 0xff).isEqualTo(0x80 | 5);
        assertThat(frame.getInt()).isZero();
        assertThat(StandardCharsets.UTF_8.decode(frame).toString()).isEqualTo("hello");
    }

    @Test
    void aLongerOneSaysItsLengthInTwoBytes() {
        ByteBuffer frame = Frames.encode(Frames.TEXT, new byte[300]);
        assertThat(frame.get(1) & 0xff).isEqualTo(0x80 | 126);
        assertThat(frame.getShort(2)).isEqualTo((short) 300);
        assertThat(frame.remaining()).isEqualTo(8 + 300);
        assertThatThrownBy(() -> Frames.encode(Frames.TEXT, new byte[70_000]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private int parse(byte[] stream, int end) {
        return Frames.parse(
                stream,
                0,
                end,
                (opcode, bytes, from, to) -> {
                    assertThat(opcode).isEqualTo(Frames.TEXT);
                    seen.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
                });
    }

    /// As a server sends them: not masked.
    private static byte[] stream(String... texts) {
        var stream = new ByteArrayOutputStream();
        for (String text : texts) {
            byte[] payload = text.getBytes(StandardCharsets.UTF_8);
            var header = ByteBuffer.allocate(10).put((byte) 0x81);
            if (payload.length < 126) {
                header.put((byte) payload.length);
            } else if (payload.length < 65_536) {
                header.put((byte) 126).putShort((short) payload.length);
            } else {
                header.put((byte) 127).putLong(payload.length);
            }
            stream.write(header.array(), 0, header.position());
            stream.writeBytes(payload);
        }
        return stream.toByteArray();
    }
}
