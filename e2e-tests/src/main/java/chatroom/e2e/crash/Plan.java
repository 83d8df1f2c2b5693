package chatroom.e2e.crash;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What an experiment is to do.
///
/// @param rounds how often each victim is killed
/// @param mutation which safeguard is taken away
public record Plan(int rounds, Mutation mutation) {

    static final String USAGE =
            "usage: ./chatroom experiment crash [--rounds N] [--mutation "
                    + String.join("|", Mutation.names())
                    + "]";

    /// In the order in which they die.
    static final List<String> VICTIMS = List.of("chat", "gateway", "ai", "kafka");

    /// A safeguard that is taken away, to see that the checker notices.
    public enum Mutation {
        NONE,
        /// chat-service confirms a message before Kafka has it.
        ACK_BEFORE_BROKER,
        /// Readers miss one message in 100.
        DROP_FRAMES,
        /// Readers see one message in 100 twice.
        DOUBLE_FRAMES;

        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static List<String> names() {
            return Arrays.stream(values()).map(Mutation::wireName).toList();
        }

        static Mutation of(String name) {
            return Arrays.stream(values())
                    .filter(mutation -> mutation.wireName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no mutation " + name));
        }
    }

    /// @throws IllegalArgumentException says what is wrong
    static Plan parse(String... arguments) {
        var left = new ArrayDeque<>(Arrays.asList(arguments));
        if (!"crash".equals(left.poll())) {
            throw new IllegalArgumentException("the one experiment there is: crash");
        }
        int rounds = 5;
        Mutation mutation = Mutation.NONE;
        while (!left.isEmpty()) {
            String argument = left.removeFirst();
            if (left.isEmpty()) {
                throw new IllegalArgumentException(argument + " needs a value");
            }
            switch (argument) {
                case "--rounds" -> rounds = rounds(left.removeFirst());
                case "--mutation" -> mutation = Mutation.of(left.removeFirst());
                default -> throw new IllegalArgumentException("unknown: " + argument);
            }
        }
        return new Plan(rounds, mutation);
    }

    private static int rounds(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("--rounds takes a number from 1 to 9999");
        }
        return Integer.parseInt(text);
    }
}
