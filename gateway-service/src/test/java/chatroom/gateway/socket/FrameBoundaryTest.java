package chatroom.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameBoundaryTest {

    private static final int[] SIZES = {0, 1, 125, 126, 127, 300, 65_535, 65_536, 70_000};

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itStandsBetweenFramesExactlyAtTheirEnds(boolean masked) {
        var frames = new ArrayList<ByteBuf>();
        for (int size : SIZES) {
            frames.add(
                    encoded(
                            new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[size])),
                            masked));
        }
        var boundary = new FrameBoundary();

        for (ByteBuf frame : frames) {
            ByteBuf allButLast = frame.slice(0, frame.readableBytes() - 1);
            boundary.follow(allButLast);
            assertThat(boundary.between()).isFalse();
            boundary.follow(frame.slice(frame.readableBytes() - 1, 1));
            assertThat(boundary.between()).isTrue();
        }
        assertThat(boundary.closeSeen()).isFalse();
    }

    @Test
    void itDoesNotMatterHowTheStreamIsCut() {
        var random = new Random(7);
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < 200; i++) {
            byte[] payload = new byte[SIZES[random.nextInt(SIZES.length)]];
            random.nextBytes(payload);
            stream.writeBytes(
                    encoded(
                            new BinaryWebSocketFrame(Unpooled.wrappedBuffer(payload)),
                            random.nextBoolean()));
        }
        stream.writeBytes(encoded(new CloseWebSocketFrame(1000, "bye"), false));
        var boundary = new FrameBoundary();

        while (stream.isReadable()) {
            int length = Math.min(stream.readableBytes(), 1 + random.nextInt(5_000));
            assertThat(boundary.closeSeen()).isFalse();
            boundary.follow(stream.readSlice(length));
        }

        assertThat(boundary.between()).isTrue();
        assertThat(boundary.closeSeen()).isTrue();
    }

    @Test
    void lookingReadsNothing() {
        ByteBuf bytes = Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, 1, 'x'});

        new FrameBoundary().follow(bytes);

        assertThat(bytes.readableBytes()).isEqualTo(3);
    }

    private static ByteBuf encoded(WebSocketFrame frame, boolean masked) {
        var channel = new EmbeddedChannel(new WebSocket13FrameEncoder(masked));
        channel.writeOutbound(frame);
        List<ByteBuf> pieces = new ArrayList<>();
        for (ByteBuf piece = channel.readOutbound();
                piece != null;
                piece = channel.readOutbound()) {
            pieces.add(piece);
        }
        return Unpooled.wrappedBuffer(pieces.toArray(ByteBuf[]::new));
    }
}
