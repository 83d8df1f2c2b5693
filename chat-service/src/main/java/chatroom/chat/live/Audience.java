package chatroom.chat.live;

/// Which of the callers that watch a room get a frame.
sealed interface Audience {

    /// Everybody who watches.
    Audience ALL = new Everybody();

    /// Whether the caller of this key is one of them.
    boolean has(String callerKey);

    record Everybody() implements Audience {
        @Override
        public boolean has(String callerKey) {
            return true;
        }
    }

    /// Everybody else: who did it knows already.
    record AllBut(String key) implements Audience {
        @Override
        public boolean has(String callerKey) {
            return !key.equals(callerKey);
        }
    }

    /// One person, on all of their sockets.
    record Only(String key) implements Audience {
        @Override
        public boolean has(String callerKey) {
            return key.equals(callerKey);
        }
    }
}
