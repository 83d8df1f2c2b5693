package chatroom.standalone.twilio;

/// What goes wrong with a message that the chatroom sends.
sealed interface Fault {

    /// An answer that is none of success.
    ///
    /// @param status of HTTP
    /// @param code Twilio's
    record Refused(int status, int code) implements Fault {}

    /// No answer for longer than anybody waits.
    record Silent() implements Fault {}

    /// The connection breaks before the answer.
    record Broken() implements Fault {}

    /// An answer that nobody can read.
    record Garbled() implements Fault {}

    /// Accepted, but it does not reach the phone.
    ///
    /// @param code Twilio's, 30001 and up
    record Lost(int code) implements Fault {}

    /// @param kind `429`, `500` … for an answer of HTTP; `21610` … for a refusal with Twilio's
    ///   code; `30003` … for one that is accepted and lost; `hang`, `break`, `garbage`
    /// @throws IllegalArgumentException for another word
    static Fault of(String kind) {
        return switch (kind) {
            case "hang" -> new Silent();
            case "break" -> new Broken();
            case "garbage" -> new Garbled();
            default -> ofNumber(Integer.parseInt(kind));
        };
    }

    private static Fault ofNumber(int number) {
        if (number >= 30_000) {
            return new Lost(number);
        }
        if (number >= 20_000) {
            return new Refused(400, number);
        }
        if (number < 400 || number > 599) {
            throw new IllegalArgumentException(number + " is no fault");
        }
        return new Refused(number, 20_000 + number);
    }
}
