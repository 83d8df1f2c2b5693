package chatroom.sms.words;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.sms.words.Command.ListRooms;
import chatroom.sms.words.Command.Misused;
import chatroom.sms.words.Command.Mute;
import chatroom.sms.words.Command.Quiet;
import chatroom.sms.words.Command.Say;
import chatroom.sms.words.Command.SetMode;
import chatroom.sms.words.Command.Switch;
import chatroom.sms.words.Command.Unknown;
import chatroom.sms.words.Command.Who;
import java.time.Duration;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("hello", new Say("hello")),
                Arguments.of("@einstein why?", new Say("@einstein why?")),
                Arguments.of("#space hello there", new Switch("space", "hello there")),
                Arguments.of("#Space", new Switch("Space", null)),
                Arguments.of("#1 in my heart", new Switch("1", "in my heart")),
                Arguments.of("# heading", new Say("# heading")),
                Arguments.of("#what?! no", new Say("#what?! no")),
                Arguments.of("/room Space Café", new Switch("Space Café", null)),
                Arguments.of("/ROOM #space", new Switch("space", null)),
                Arguments.of("/join lobby", new Switch("lobby", null)),
                Arguments.of("/room", new Misused("/room name")),
                Arguments.of("/rooms", new ListRooms()),
                Arguments.of("/Who", new Who()),
                Arguments.of("/mute 2h", new Mute(Duration.ofHours(2))),
                Arguments.of("/mute 2", new Mute(Duration.ofHours(2))),
                Arguments.of("/mute 30m", new Mute(Duration.ofMinutes(30))),
                Arguments.of("/mute 1 day", new Mute(Duration.ofDays(1))),
                Arguments.of("/mute", new Mute(Duration.ofHours(1))),
                Arguments.of("/mute off", new Mute(Duration.ZERO)),
                Arguments.of("/unmute", new Mute(Duration.ZERO)),
                Arguments.of(
                        "/mute 99999d", new Misused("/mute 2h, /mute 30m, /mute 1d or /mute off")),
                Arguments.of(
                        "/mute forever", new Misused("/mute 2h, /mute 30m, /mute 1d or /mute off")),
                Arguments.of("/quiet 22-8", new Quiet(LocalTime.of(22, 0), LocalTime.of(8, 0))),
                Arguments.of(
                        "/quiet 22:30 - 7:15",
                        new Quiet(LocalTime.of(22, 30), LocalTime.of(7, 15))),
                Arguments.of("/quiet 24-6", new Quiet(LocalTime.MIDNIGHT, LocalTime.of(6, 0))),
                Arguments.of("/quiet off", new Quiet(null, null)),
                Arguments.of(
                        "/quiet 25-3", new Misused("/quiet 22-8, /quiet 22:30-7:15 or /quiet off")),
                Arguments.of(
                        "/quiet 8-8", new Misused("/quiet 22-8, /quiet 22:30-7:15 or /quiet off")),
                Arguments.of(
                        "/quiet 8:5-9",
                        new Misused("/quiet 22-8, /quiet 22:30-7:15 or /quiet off")),
                Arguments.of("/digest on", new SetMode("digest")),
                Arguments.of("/digest", new SetMode("digest")),
                Arguments.of("/digest off", new SetMode("mentions")),
                Arguments.of("/digest perhaps", new Misused("/digest on or /digest off")),
                Arguments.of("/all", new SetMode("all")),
                Arguments.of("/mentions", new SetMode("mentions")),
                Arguments.of("/mentions off", new SetMode("all")),
                Arguments.of("/dance", new Unknown("dance")),
                Arguments.of("/", new Say("/")),
                Arguments.of("/ 2", new Say("/ 2")),
                Arguments.of("// comment", new Say("// comment")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextIsACommandOrAMessage(String text, Command meant) {
        assertThat(Commands.of(text)).isEqualTo(meant);
    }
}
