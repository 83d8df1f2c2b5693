package chatroom.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What clients and a server say to each other inside the frames.
public sealed interface Dialect {

    /// Path of the handshake.
    String path(String room, String name);

    /// What a newcomer answers to a frame.
    Step hear(byte[] bytes, int from, int to, String room, String name);

    /// The frame that says something.
    String say(String text, long number);

    /// What to do about a frame that came before the client was in its room.
    ///
    /// @param ready whether the client is in its room now
    /// @param answer what to send; empty for nothing
    record Step(boolean ready, Optional<String> answer) {
        static final Step WAIT = new Step(false, Optional.empty());
        static final Step READY = new Step(true, Optional.empty());

        static Step answer(String answer) {
            return new Step(false, Optional.of(answer));
        }
    }

    /// An answer that a client owes at any time; empty for most frames.
    Optional<String> owed(byte[] bytes, int from, int to);

    /// The product's own: guests by `/chat`, who name their messages as the page does.
    record Chatroom() implements Dialect {

        private static final byte[] HISTORY =
                "\"event\":\"history\"".getBytes(StandardCharsets.US_ASCII);

        @Override
        public String path(String room, String name) {
            return "/chat?room_id=" + room + "&user_id=" + name;
        }

        @Override
        public Step hear(byte[] bytes, int from, int to, String room, String name) {
            return contains(bytes, from, to, HISTORY) ? Step.READY : Step.WAIT;
        }

        @Override
        public String say(String text, long number) {
            return "{\"type\":\"message\",\"text\":\""
                    + text
                    + "\",\"client_id\":\""
                    + number
                    + "\"}";
        }

        @Override
        public Optional<String> owed(byte[] bytes, int from, int to) {
            return Optional.empty();
        }
    }

    /// socket.io's protocol 5 on Engine.IO's protocol 4.
    record SocketIo() implements Dialect {

        private static final byte[] JOINED = "42[\"join\"".getBytes(StandardCharsets.US_ASCII);

        @Override
        public String path(String room, String name) {
            return "/socket.io/?EIO=4&transport=websocket";
        }

        @Override
        public Step hear(byte[] bytes, int from, int to, String room, String name) {
            if (bytes[from] == '0') {
                return Step.answer("40");
            }
            if (bytes[from] == '4' && to - from > 1 && bytes[from + 1] == '0') {
                return Step.answer("42[\"join\",\"" + room + "\",\"" + name + "\"]");
            }
            return contains(bytes, from, to, JOINED) ? Step.READY : Step.WAIT;
        }

        @Override
        public String say(String text, long number) {
            return "42[\"msg\",\"" + text + "\"]";
        }

        @Override
        public Optional<String> owed(byte[] bytes, int from, int to) {
            return to - from == 1 && bytes[from] == '2' ? Optional.of("3") : Optional.empty();
        }
    }

    private static boolean contains(byte[] bytes, int from, int to, byte[] wanted) {
        for (int at = from; at <= to - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && bytes[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
