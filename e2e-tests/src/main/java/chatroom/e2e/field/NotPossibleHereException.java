package chatroom.e2e.field;

/// An experiment needs something that this machine does not give; the message says what.
final class NotPossibleHereException extends Exception {

    private static final long serialVersionUID = 1;

    NotPossibleHereException(String message) {
        super(message);
    }
}
