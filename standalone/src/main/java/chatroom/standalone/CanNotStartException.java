package chatroom.standalone;

/// A start that can not be, with a sentence for whoever asked for it.
final class CanNotStartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CanNotStartException(String sentence) {
        super(sentence);
    }
}
