package chatroom.roomlog;

/// The log did not confirm in time. What was to be appended may be in it all the same.
public final class LogUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
