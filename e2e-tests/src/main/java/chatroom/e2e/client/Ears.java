package chatroom.e2e.client;

import java.util.List;

/// What of the server's frames reaches the journal. Anything but {@link #GOOD} is a fault made on
/// purpose, to see that it is noticed.
@FunctionalInterface
public interface Ears {

    /// Every frame, once.
    Ears GOOD = List::of;

    List<Frame> hear(Frame frame);

    /// Ears that miss one message of so many.
    static Ears missingOneIn(int many) {
        return everyNth(many, frame -> List.of());
    }

    /// Ears that hear one message of so many twice.
    static Ears doublingOneIn(int many) {
        return everyNth(many, frame -> List.of(frame, frame));
    }

    private static Ears everyNth(int many, Ears fault) {
        var messages = new java.util.concurrent.atomic.AtomicInteger();
        return frame ->
                frame.isMessage() && messages.incrementAndGet() % many == 0
                        ? fault.hear(frame)
                        : GOOD.hear(frame);
    }
}
