package chatroom.e2e.field;

import java.time.Duration;
import java.util.List;

/// The option `--seconds N`: how long something is away.
final class SecondsOption {

    private static final int MOST = 600;

    private SecondsOption() {}

    /// @throws IllegalArgumentException for any other option, or a value that is no such number
    static Duration of(List<String> options, Duration usual) {
        if (options.isEmpty()) {
            return usual;
        }
        if (options.size() == 2
                && options.getFirst().equals("--seconds")
                && options.getLast().matches("[1-9]\\d{0,2}")
                && Integer.parseInt(options.getLast()) <= MOST) {
            return Duration.ofSeconds(Integer.parseInt(options.getLast()));
        }
        throw new IllegalArgumentException(
                "takes --seconds N, from 1 to %d, not %s"
                        .formatted(MOST, String.join(" ", options)));
    }
}
