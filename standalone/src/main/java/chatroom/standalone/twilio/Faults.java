package chatroom.standalone.twilio;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is to go wrong with the next messages that the chatroom sends.
final class Faults {

    /// @param kind as {@link Fault#of} reads it
    /// @param accepts whether the message is carried all the same
    /// @param noCallbacks whether callbacks of a message that is carried get lost: then nothing but
    ///   a look-up tells of it
    /// @param times how many messages it meets
    @JsonNaming(SnakeCaseStrategy.class)
    record Plan(String kind, boolean accepts, boolean noCallbacks, int times) {
        Plan afterOne() {
            return new Plan(kind, accepts, noCallbacks, times - 1);
        }
    }

    private @Nullable Plan plan;

    /// @throws IllegalArgumentException where the kind is none
    synchronized void plan(@Nullable Plan next) {
        if (next != null) {
            Fault.of(next.kind());
        }
        plan = next;
    }

    synchronized Optional<Plan> planned() {
        return Optional.ofNullable(plan);
    }

    /// What meets the message that comes now.
    synchronized Optional<Plan> next() {
        Plan now = plan;
        if (now == null) {
            return Optional.empty();
        }
        plan = now.times() <= 1 ? null : now.afterOne();
        return Optional.of(now);
    }
}
