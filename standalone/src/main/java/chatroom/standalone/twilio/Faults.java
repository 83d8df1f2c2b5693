package chatroom.standalone.twilio;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is to go wrong with the next messages that the chatroom sends.
final class Faults {

    /// @param kind as {@link Fault#of} reads it
    /// @param accepts whether the message is carried all the same: nothing but a look-up tells
    /// @param times how many messages it meets
    @JsonNaming(SnakeCaseStrategy.class)
    record Plan(String kind, boolean accepts, int times) {}

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
        plan = now.times() <= 1 ? null : new Plan(now.kind(), now.accepts(), now.times() - 1);
        return Optional.of(now);
    }
}
