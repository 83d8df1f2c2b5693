package chatroom.e2e.client;

/// The server let nobody in.
public final class HandshakeRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    HandshakeRefusedException(int status, Throwable cause) {
        super("the handshake was answered with " + status, cause);
        this.status = status;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }
}
