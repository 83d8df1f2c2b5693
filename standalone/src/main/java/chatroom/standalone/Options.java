package chatroom.standalone;

import chatroom.standalone.services.Service;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the command line asks for.
///
/// @param command what to do
/// @param data the data directory, absolute
/// @param port of the gateway; null where none is asked for
/// @param listen address that the gateway listens on; null where none is asked for
/// @param smsSimulator whether phones and a Twilio on this machine are wanted
/// @param pods how many processes of a service, where that is not one
/// @param replay whether dead letters are to be handled again
/// @param groups whose dead letters; all where it is empty
record Options(
        Command command,
        Path data,
        @Nullable Integer port,
        @Nullable Listen listen,
        boolean smsSimulator,
        Map<Service, Integer> pods,
        boolean replay,
        List<String> groups) {

    static final String USAGE =
            """
            usage: start [--port N] [--listen ADDRESS] [--data DIR] [--sms-simulator] [--chat-pods N] [--ai-pods N] \
            | --infra-only [--data DIR] | warm [--data DIR] \
            | stop [--data DIR] \
            | status [--data DIR] \
            | check-provider \
            | deadletters [--replay [GROUP ...]] [--data DIR]\
            """;

    /// More are for more machines than one.
    private static final int MOST_PODS = 9;

    enum Command {
        START,
        /// Kafka, PostgreSQL and Redis alone, for tests.
        INFRA,
        /// Starts, makes the caches for faster starts, and stops.
        WARM,
        STOP,
        STATUS,
        /// Asks the configured model one question, without starting anything else.
        CHECK_PROVIDER,
        DEADLETTERS
    }

    /// @throws IllegalArgumentException says what is wrong
    static Options parse(String... arguments) {
        var left = new ArrayDeque<>(Arrays.asList(arguments));
        Command command = Command.START;
        Path data = Path.of(".data");
        Integer port = null;
        Listen listen = null;
        boolean smsSimulator = false;
        var pods = new EnumMap<Service, Integer>(Service.class);
        boolean replay = false;
        var groups = new ArrayList<String>();
        while (!left.isEmpty()) {
            String argument = left.removeFirst();
            switch (argument) {
                case "start" -> command = Command.START;
                case "warm" -> command = Command.WARM;
                case "stop" -> command = Command.STOP;
                case "status" -> command = Command.STATUS;
                case "check-provider" -> command = Command.CHECK_PROVIDER;
                case "deadletters" -> command = Command.DEADLETTERS;
                case "--replay" -> replay = true;
                case "--infra-only" -> command = Command.INFRA;
                case "--data" -> data = Path.of(value(argument, left));
                case "--port" -> port = number(argument, value(argument, left), 65_535);
                case "--listen" -> listen = Listen.parse(value(argument, left));
                case "--chat-pods" -> pods.put(Service.CHAT, pods(argument, left));
                case "--ai-pods" -> pods.put(Service.AI, pods(argument, left));
                case "--sms-simulator" -> smsSimulator = true;
                default -> {
                    if (!replay || argument.startsWith("-")) {
                        throw new IllegalArgumentException("unknown: " + argument);
                    }
                    groups.add(argument);
                }
            }
        }
        return new Options(
                command,
                data.toAbsolutePath().normalize(),
                port,
                listen,
                smsSimulator,
                pods,
                replay,
                List.copyOf(groups));
    }

    private static String value(String option, ArrayDeque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return left.removeFirst();
    }

    private static int pods(String option, ArrayDeque<String> left) {
        return number(option, value(option, left), MOST_PODS);
    }

    private static int number(String option, String text, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " takes a number, not " + text, e);
        }
        throw new IllegalArgumentException(
                "%s takes a number from 1 to %d, not %s".formatted(option, most, text));
    }
}
