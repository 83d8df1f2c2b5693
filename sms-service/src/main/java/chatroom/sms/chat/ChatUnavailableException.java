package chatroom.sms.chat;

/// The rooms can not be reached now; the same may be tried again.
public final class ChatUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public ChatUnavailableException(String message) {
        super(message);
    }
}
