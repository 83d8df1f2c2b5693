package chatroom.ai.voices;

import java.time.Duration;
import java.util.Optional;

/// How long a provider may take.
///
/// @param first without a byte, until the first word
/// @param idle without a byte, after that
/// @param total from the first byte to the end
record Limits(Duration first, Duration idle, Duration total) {

    private static final Duration FIRST = Duration.ofSeconds(10);

    /// A model on this machine may have to be read from the disk first.
    private static final Duration FIRST_LOCAL = Duration.ofMinutes(2);

    /// @param first seconds that the operator wants; the default depends on whether the model runs
    ///   on this machine
    static Limits of(Optional<Integer> first, boolean local, Duration idle, Duration total) {
        return new Limits(
                first.map(Duration::ofSeconds).orElse(local ? FIRST_LOCAL : FIRST), idle, total);
    }
}
