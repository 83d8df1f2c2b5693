package chatroom.sms.words;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads commands: `#room text`, `/room name`, `/rooms`, `/who`, `/mute 2h`, `/quiet 22-8`,
/// `/digest on`, `/all`, `/mentions`. Everything else is a message.
public final class Commands {

    private static final Duration LONGEST_MUTE = Duration.ofDays(30);
    private static final Set<String> OFF = Set.of("off", "no", "0", "end", "stop");
    private static final Set<String> ON = Set.of("", "on", "yes");

    private Commands() {}

    /// What a text asks for; the text has no white space around it.
    public static Command of(String text) {
        if (text.startsWith("#")) {
            return hash(text);
        }
        if (!text.startsWith("/") || text.length() == 1 || !Character.isLetter(text.charAt(1))) {
            return new Command.Say(text);
        }
        int space = firstSpace(text);
        String word = text.substring(1, space).toLowerCase(Locale.ROOT);
        String rest = text.substring(space).strip();
        String setting = rest.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "room", "join" ->
                    rest.isEmpty()
                            ? new Command.Misused("/room name")
                            : new Command.Switch(bare(rest), null);
            case "rooms" -> new Command.ListRooms();
            case "who" -> new Command.Who();
            case "mute" -> mute(setting);
            case "unmute" -> new Command.Mute(Duration.ZERO);
            case "quiet" -> quiet(setting);
            case "digest" -> mode("digest", setting);
            case "all" -> mode("all", setting);
            case "mentions" -> mode("mentions", setting);
            default -> new Command.Unknown(word);
        };
    }

    private static Command hash(String text) {
        int space = firstSpace(text);
        String room = text.substring(1, space);
        if (!room.codePoints()
                        .allMatch(sign ->
                                Character.isLetterOrDigit(sign) || sign == '_' || sign == '-')
                || room.isEmpty()) {
            return new Command.Say(text);
        }
        String rest = text.substring(space).strip();
        return new Command.Switch(room, rest.isEmpty() ? null : rest);
    }

    private static Command mute(String time) {
        if (OFF.contains(time)) {
            return new Command.Mute(Duration.ZERO);
        }
        return (time.isEmpty() ? Optional.of(Duration.ofHours(1)) : duration(time))
                .filter(length -> length.compareTo(LONGEST_MUTE) <= 0)
                .<Command>map(Command.Mute::new)
                .orElse(new Command.Misused("/mute 2h, /mute 30m, /mute 1d or /mute off"));
    }

    private static Optional<Duration> duration(String time) {
        String digits = time.substring(0, digitsAtStart(time));
        if (digits.isEmpty() || digits.length() > 5) {
            return Optional.empty();
        }
        long count = Long.parseLong(digits);
        return switch (time.substring(digits.length()).strip()) {
            case "m", "min", "minute", "minutes" -> Optional.of(Duration.ofMinutes(count));
            case "", "h", "hour", "hours" -> Optional.of(Duration.ofHours(count));
            case "d", "day", "days" -> Optional.of(Duration.ofDays(count));
            default -> Optional.empty();
        };
    }

    private static Command quiet(String hours) {
        if (OFF.contains(hours)) {
            return new Command.Quiet(null, null);
        }
        int dash = hours.indexOf('-');
        LocalTime from = dash < 0 ? null : hour(hours.substring(0, dash).strip());
        LocalTime to = dash < 0 ? null : hour(hours.substring(dash + 1).strip());
        return from == null || to == null || from.equals(to)
                ? new Command.Misused("/quiet 22-8, /quiet 22:30-7:15 or /quiet off")
                : new Command.Quiet(from, to);
    }

    /// `8`, `22`, `7:15`; 24 is midnight.
    private static @Nullable LocalTime hour(String text) {
        int digits = digitsAtStart(text);
        if (digits == 0 || digits > 2) {
            return null;
        }
        int hour = Integer.parseInt(text.substring(0, digits));
        String rest = text.substring(digits);
        int minute = 0;
        if (!rest.isEmpty()) {
            if (rest.length() != 3
                    || rest.charAt(0) != ':'
                    || digitsAtStart(rest.substring(1)) != 2) {
                return null;
            }
            minute = Integer.parseInt(rest.substring(1));
        }
        if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) {
            return null;
        }
        return LocalTime.of(hour % 24, minute);
    }

    private static Command mode(String mode, String setting) {
        if (ON.contains(setting)) {
            return new Command.SetMode(mode);
        }
        return OFF.contains(setting)
                ? new Command.SetMode(mode.equals("mentions") ? "all" : "mentions")
                : new Command.Misused("/" + mode + " on or /" + mode + " off");
    }

    private static String bare(String room) {
        return room.startsWith("#") ? room.substring(1).strip() : room;
    }

    private static int digitsAtStart(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int firstSpace(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
