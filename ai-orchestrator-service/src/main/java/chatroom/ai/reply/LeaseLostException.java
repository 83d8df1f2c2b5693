package chatroom.ai.reply;

/// Another worker has the turn now, or it is over: this one must change nothing more.
final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(long turn) {
        super("turn " + turn + " is in other hands");
    }
}
