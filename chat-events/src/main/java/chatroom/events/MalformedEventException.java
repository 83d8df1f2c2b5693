package chatroom.events;

import org.jspecify.annotations.Nullable;

/// Bytes that are not the event they claim to be: poison, for the dead-letter topic.
public final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
