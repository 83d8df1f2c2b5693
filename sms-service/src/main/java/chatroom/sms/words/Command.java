package chatroom.sms.words;

import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// What somebody with only a phone asks for.
public sealed interface Command {

    /// A message for the room that the phone is in.
    record Say(String text) implements Command {}

    /// Another room, by id or name, and perhaps a message for it.
    record Switch(String room, @Nullable String text) implements Command {}

    /// Which rooms there are.
    record ListRooms() implements Command {}

    /// Who is there.
    record Who() implements Command {}

    /// Silence for a time.
    ///
    /// @param time zero ends it
    record Mute(Duration time) implements Command {}

    /// Silence at the same hours each day; null and null ends it.
    record Quiet(@Nullable LocalTime from, @Nullable LocalTime to) implements Command {}

    /// What is sent at all: `mentions`, `all` or `digest`.
    record SetMode(String mode) implements Command {}

    /// A command that is there, with something behind it that it does not take.
    ///
    /// @param usage how it is written
    record Misused(String usage) implements Command {}

    /// Something with a slash that is no command.
    record Unknown(String word) implements Command {}
}
