package chatroom.standalone.process;

import java.nio.file.Path;

/// A child that can not be started, with its log to look into.
public final class ChildFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Path log;

    ChildFailedException(String name, String what, Path log) {
        super(name + " " + what);
        this.log = log;
    }

    /// Where the child has written why.
    public Path log() {
        return log;
    }
}
