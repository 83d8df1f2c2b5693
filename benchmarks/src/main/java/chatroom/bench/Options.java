package chatroom.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// What the command line asks for.
///
/// @param time of each measured window
/// @param rounds in which the contenders take turns
record Options(Set<Part> parts, Duration time, int rounds) {

    static final String USAGE = "usage: ./chatroom bench [a|b|c|all] [--seconds N] [--rounds N]";

    private static final int SECONDS = 8;
    private static final int ROUNDS = 3;

    enum Part {
        A,
        B,
        C
    }

    /// @throws IllegalArgumentException says what is wrong
    static Options parse(String... arguments) {
        var left = new ArrayDeque<>(Arrays.asList(arguments));
        var parts = EnumSet.noneOf(Part.class);
        int seconds = SECONDS;
        int rounds = ROUNDS;
        while (!left.isEmpty()) {
            String argument = left.removeFirst();
            switch (argument) {
                case "a" -> parts.add(Part.A);
                case "b" -> parts.add(Part.B);
                case "c" -> parts.add(Part.C);
                case "all" -> parts.addAll(EnumSet.allOf(Part.class));
                case "--seconds" -> seconds = number(argument, left);
                case "--rounds" -> rounds = number(argument, left);
                default -> throw new IllegalArgumentException("unknown: " + argument);
            }
        }
        return new Options(
                parts.isEmpty() ? EnumSet.allOf(Part.class) : parts,
                Duration.ofSeconds(seconds),
                rounds);
    }

    private static int number(String option, ArrayDeque<String> left) {
        String value = left.isEmpty() ? "" : left.removeFirst();
        if (!value.matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException(option + " takes a number from 1 to 9999");
        }
        return Integer.parseInt(value);
    }
}
