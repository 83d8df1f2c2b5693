package chatroom.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.RoomClient;
import chatroom.e2e.product.SharedProduct;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Close codes as they reach a client through the gateway.
@Order(3)
class CloseCodesIT {

    private static final int CLOSE = 0x8;
    private static final int TEXT = 0x1;

    /// More than the kernel keeps for a client that does not read.
    private static final int MESSAGES_TO_FLOOD = 700;

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final URI url = SharedProduct.get().url();

    // E6
    @ParameterizedTest(name = "a frame of {0} octets that begins with {1} closes with {2}")
    @CsvSource({"5, 0x83, 1002", "5, 0xc1, 1002", "5, 0x80, 1002", "1073741824, 0x81, 1009"})
    void aBadFrameIsToldSo(long length, String first, int code) throws IOException {
        try (Raw raw = new Raw(url, "lobby", SharedProduct.name("bad"))) {
            raw.awaitText();
            raw.send(Integer.decode(first), length, new byte[5]);
            assertThat(raw.closeCode()).isEqualTo(code);
        }
    }

    // E6
    @Test
    void textThatIsNotUtf8IsToldSo() throws IOException {
        try (Raw raw = new Raw(url, "lobby", SharedProduct.name("latin"))) {
            raw.awaitText();
            raw.send(0x81, 2, new byte[] {(byte) 0xc3, 'x'});
            assertThat(raw.closeCode()).isEqualTo(1007);
        }
    }

    // E7
    @Test
    void aReaderThatIsTooSlowIsToldSoAndOthersNoticeNothing() throws IOException {
        Account owner = Api.at(url).signUp(SharedProduct.name("fast"));
        String room = owner.makeRoom(SharedProduct.name("flood"), "", List.of());
        try (RoomClient fast = RoomClient.enter(url, owner.door(room));
                Raw slow = new Raw(url, room, SharedProduct.name("slow"))) {
            slow.awaitText();
            for (int i = 0; i < MESSAGES_TO_FLOOD; i += 50) {
                for (int j = 0; j < 49; j++) {
                    fast.say("字".repeat(4_000));
                }
                String mark = "mark " + i;
                fast.say(mark);
                fast.await(mark, LONGEST, frame -> frame.text().equals(mark));
            }
            fast.await(
                    "the end of the slow reader",
                    LONGEST,
                    frame -> frame.is("leave") && frame.text().startsWith("slow"));

            assertThat(slow.closeCode()).isEqualTo(4008);
            assertThat(fast.frames().stream().filter(frame -> frame.is("history"))).hasSize(1);
        }
    }

    @Test
    void whoLeavesARoomIsToldSo() throws IOException {
        Account owner = Api.at(url).signUp(SharedProduct.name("host"));
        Account member = Api.at(url).signUp(SharedProduct.name("leaver"));
        String room = owner.makeRoom(SharedProduct.name("left"), "", List.of());
        member.join(room);
        try (Raw raw =
                new Raw(url, "/ws/" + room, Map.of("Authorization", "Bearer " + member.token()))) {
            raw.awaitText();
            member.api().delete("/api/rooms/" + room + "/leave").expect(204);
            assertThat(raw.closeCode()).isEqualTo(4003);
        }
    }

    /// A client that writes frames byte by byte and reads only when asked to.
    private static final class Raw implements AutoCloseable {

        private final Socket socket = new Socket();
        private final DataInputStream in;

        Raw(URI url, String room, String guest) throws IOException {
            this(url, "/chat?room_id=%s&user_id=%s".formatted(room, guest), Map.of());
        }

        Raw(URI url, String path, Map<String, String> headers) throws IOException {
            socket.setReceiveBufferSize(4_096);
            socket.setSoTimeout((int) LONGEST.toMillis());
            socket.connect(new InetSocketAddress("127.0.0.1", url.getPort()));
            in = new DataInputStream(socket.getInputStream());
            var request = new StringBuilder();
            request.append(
                    ("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                    + "Sec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
                            .formatted(path, url.getAuthority()));
            headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
            socket.getOutputStream()
                    .write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            int newlines = 0;
            while (newlines < 2) {
                int next = in.readUnsignedByte();
                newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
            }
        }

        /// Sends a masked frame, whose mask is zero.
        ///
        /// @param length what its head says
        void send(int first, long length, byte[] payload) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
            if (length < 126) {
                frame.put((byte) (0x80 | length));
            } else {
                frame.put((byte) (0x80 | 127)).putLong(length);
            }
            frame.putInt(0).put(payload, 0, (int) Math.min(length, payload.length)).flip();
            socket.getOutputStream().write(frame.array(), 0, frame.limit());
        }

        void awaitText() throws IOException {
            while (read() != TEXT) {
                // A ping may come first.
            }
        }

        /// Reads to the end.
        int closeCode() throws IOException {
            try {
                while (true) {
                    int opcode = in.readUnsignedByte() & 0x0f;
                    long length = length();
                    if (opcode == CLOSE) {
                        return length < 2 ? 1005 : in.readUnsignedShort();
                    }
                    in.skipNBytes(length);
                }
            } catch (EOFException | SocketException e) {
                return 1006;
            }
        }

        private int read() throws IOException {
            int opcode = in.readUnsignedByte() & 0x0f;
            in.skipNBytes(length());
            return opcode;
        }

        private long length() throws IOException {
            int length = in.readUnsignedByte();
            return switch (length) {
                case 126 -> in.readUnsignedShort();
                case 127 -> in.readLong();
                default -> length;
            };
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
