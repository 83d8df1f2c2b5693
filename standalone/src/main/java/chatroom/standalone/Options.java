package chatroom.standalone;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the command line asks for.
///
/// @param command what to do
/// @param data the data directory, absolute
/// @param port of the gateway; null where none is asked for
/// @param smsSimulator whether phones and a Twilio on this machine are wanted
record Options(Command command, Path data, @Nullable Integer port, boolean smsSimulator) {

    static final String USAGE =
            """
            usage: start [--port N] [--data DIR] [--sms-simulator] | --infra-only [--data DIR] | warm [--data DIR] \
            | stop [--data DIR] \
            | status [--data DIR]\
            """;

    enum Command {
        START,
        /// Kafka, PostgreSQL and Redis alone, for tests.
        INFRA,
        /// Starts, makes the caches for faster starts, and stops.
        WARM,
        STOP,
        STATUS
    }

    /// @throws IllegalArgumentException says what is wrong
    static Options parse(String... arguments) {
        var left = new ArrayDeque<>(Arrays.asList(arguments));
        Command command = Command.START;
        Path data = Path.of(".data");
        Integer port = null;
        boolean smsSimulator = false;
        while (!left.isEmpty()) {
            String argument = left.removeFirst();
            switch (argument) {
                case "start" -> command = Command.START;
                case "warm" -> command = Command.WARM;
                case "stop" -> command = Command.STOP;
                case "status" -> command = Command.STATUS;
                case "--infra-only" -> command = Command.INFRA;
                case "--data" -> data = Path.of(value(argument, left));
                case "--port" -> port = port(value(argument, left));
                case "--sms-simulator" -> smsSimulator = true;
                default -> throw new IllegalArgumentException("unknown: " + argument);
            }
        }
        return new Options(command, data.toAbsolutePath().normalize(), port, smsSimulator);
    }

    private static String value(String option, ArrayDeque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return left.removeFirst();
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--port takes a number, not " + text, e);
        }
        throw new IllegalArgumentException("--port takes a number from 1 to 65535, not " + text);
    }
}
