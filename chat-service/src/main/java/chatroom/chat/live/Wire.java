package chatroom.chat.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/// Frames as bytes of the WebSocket protocol (RFC 6455): a server's frames are not masked, so one
/// encoding serves every socket of a room.
public final class Wire {

    private static final byte FINAL_TEXT = (byte) 0x81;

    private static final ObjectWriter JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                    .build()
                    .writer();

    private Wire() {}

    /// A frame, header and all.
    public static byte[] encode(Frame frame) {
        try {
            return text(JSON.writeValueAsBytes(frame));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] text(byte[] payload) {
        int length = payload.length;
        ByteBuffer framed;
        if (length < 126) {
            framed = ByteBuffer.allocate(2 + length).put(FINAL_TEXT).put((byte) length);
        } else if (length < 65_536) {
            framed =
                    ByteBuffer.allocate(4 + length)
                            .put(FINAL_TEXT)
                            .put((byte) 126)
                            .putShort((short) length);
        } else {
            framed =
                    ByteBuffer.allocate(10 + length)
                            .put(FINAL_TEXT)
                            .put((byte) 127)
                            .putLong(length);
        }
        return framed.put(payload).array();
    }
}
