package chatroom.e2e.crash;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What an experiment is to do.
///
/// @param kind what happens while people talk
/// @param rounds how often it happens to each part
/// @param pods processes of chat-service and of the orchestrator
/// @param compose whether it is about the project that `docker compose` runs already, instead of a
///   product started for it
/// @param mutation which safeguard is taken away
public record Plan(Kind kind, int rounds, int pods, boolean compose, Mutation mutation) {

    static final String USAGE =
            "usage: ./chatroom experiment %s [--rounds N] [--pods N] [--compose] [--mutation %s]"
                    .formatted(
                            String.join("|", names(Kind.values())),
                            String.join("|", names(Mutation.values())));

    /// What an experiment is about.
    public enum Kind {
        /// Every part is killed in turn.
        CRASH,
        /// Every process of the services is asked to end and started again, as at an upgrade.
        ROLLING,
        /// The database is lost and restored from a backup, then the history in it is lost.
        RESTORE,
        /// Nothing happens: two people and two personas talk.
        JOURNEY
    }

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
            return Plan.wireName(this);
        }
    }

    /// Kills of everything in turn, with all safeguards, on a product of its own.
    public static Plan crash(int rounds) {
        return new Plan(Kind.CRASH, rounds, 1, false, Mutation.NONE);
    }

    /// @throws IllegalArgumentException says what is wrong
    static Plan parse(String... arguments) {
        var left = new ArrayDeque<>(Arrays.asList(arguments));
        if (left.isEmpty()) {
            throw new IllegalArgumentException(
                    "which experiment? " + String.join(", ", names(Kind.values())));
        }
        Kind kind = named(Kind.values(), left.removeFirst());
        int rounds = usualRounds(kind);
        int pods = kind == Kind.ROLLING ? 2 : 1;
        boolean compose = false;
        Mutation mutation = Mutation.NONE;
        while (!left.isEmpty()) {
            String argument = left.removeFirst();
            if (argument.equals("--compose")) {
                compose = true;
                continue;
            }
            if (left.isEmpty()) {
                throw new IllegalArgumentException(argument + " needs a value");
            }
            switch (argument) {
                case "--rounds" -> rounds = number(argument, left.removeFirst(), 9999);
                case "--pods" -> pods = number(argument, left.removeFirst(), 9);
                case "--mutation" -> mutation = named(Mutation.values(), left.removeFirst());
                default -> throw new IllegalArgumentException("unknown: " + argument);
            }
        }
        if (compose && mutation == Mutation.ACK_BEFORE_BROKER) {
            throw new IllegalArgumentException(
                    "--mutation %s needs a product of its own, without --compose"
                            .formatted(mutation.wireName()));
        }
        if (kind == Kind.RESTORE && !compose) {
            throw new IllegalArgumentException(
                    "restore is for what docker compose runs: --compose");
        }
        return new Plan(kind, rounds, pods, compose, mutation);
    }

    private static int usualRounds(Kind kind) {
        return switch (kind) {
            case CRASH -> 5;
            case ROLLING -> 3;
            case RESTORE, JOURNEY -> 1;
        };
    }

    private static int number(String option, String text, int most) {
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    "%s takes a number from 1 to %d".formatted(option, most));
        }
        return Integer.parseInt(text);
    }

    private static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Plan::wireName).toList();
    }

    private static <E extends Enum<E>> E named(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> wireName(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + name));
    }
}
