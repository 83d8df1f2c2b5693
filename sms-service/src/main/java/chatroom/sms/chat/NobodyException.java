package chatroom.sms.chat;

/// There is nobody to act for.
public final class NobodyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean gone;

    /// @param gone whether there is no such account (any more); else it is shut out
    public NobodyException(boolean gone) {
        super(gone ? "no such account" : "a disabled account");
        this.gone = gone;
    }

    /// Whether there is no such account (any more).
    public boolean isGone() {
        return gone;
    }
}
