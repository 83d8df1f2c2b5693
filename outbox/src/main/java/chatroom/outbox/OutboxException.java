package chatroom.outbox;

import jakarta.persistence.PersistenceException;

/// The outbox's table was not reached. It counts as any other failure of the database.
public final class OutboxException extends PersistenceException {

    private static final long serialVersionUID = 1;

    OutboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
