package chatroom.sms.inbox;

import chatroom.sms.chat.ChatRooms;
import chatroom.sms.chat.ChatRooms.Joining;
import chatroom.sms.chat.ChatRooms.Posting;
import chatroom.sms.chat.ChatRooms.Room;
import chatroom.sms.chat.ChatUnavailableException;
import chatroom.sms.chat.NobodyException;
import chatroom.sms.phones.Phone;
import chatroom.sms.phones.Phones;
import chatroom.sms.store.Database;
import chatroom.sms.twilio.SenderNumbers;
import chatroom.sms.words.Command;
import chatroom.sms.words.Commands;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Does what a text asks for. Everything in here may happen twice.
@ApplicationScoped
class TextHandler {

    private static final int NAMES = 12;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_AND_HOUR =
            DateTimeFormatter.ofPattern("MMM d, HH:mm", Locale.ENGLISH);

    private final ChatRooms rooms;
    private final Database database;
    private final Phones phones;
    private final SenderNumbers senders;
    private final InstantSource clock;

    TextHandler(
            ChatRooms rooms,
            Database database,
            Phones phones,
            SenderNumbers senders,
            InstantSource clock) {
        this.rooms = rooms;
        this.database = database;
        this.phones = phones;
        this.senders = senders;
        this.clock = clock;
    }

    Handled handle(Phone phone, Received text)
            throws NobodyException, ChatUnavailableException, SQLException, InterruptedException {
        return switch (Commands.of(text.text())) {
            case Command.Say say -> say(phone, text, say.text());
            case Command.Switch wanted -> change(phone, text, wanted);
            case Command.ListRooms _ -> list(phone);
            case Command.Who _ -> who(phone);
            case Command.Mute mute -> mute(phone, mute.time());
            case Command.Quiet quiet -> quiet(phone, quiet);
            case Command.SetMode set -> mode(phone, set.mode());
            case Command.Misused misused -> command("Write it so: " + misused.usage() + ".");
            case Command.Unknown unknown ->
                    command(
                            "There is no /"
                                    + unknown.word()
                                    + ", and it was not passed on. Commands: /rooms, /room name,"
                                    + " /who, /mute 2h, /quiet 22-8, /digest on.");
        };
    }

    private Handled say(Phone phone, Received text, String words)
            throws NobodyException, ChatUnavailableException, SQLException, InterruptedException {
        String room = senders.roomOf(text.to()).orElse(phone.roomId());
        if (room == null) {
            return Handled.answered(
                    "no_room", "You are in no room: /rooms lists them, /room name enters one.");
        }
        if (words.isEmpty()) {
            return Handled.silent("empty");
        }
        if (!room.equals(phone.roomId())) {
            enter(phone, room);
        }
        return post(phone, text, room, words);
    }

    private Handled post(Phone phone, Received text, String room, String words)
            throws NobodyException, ChatUnavailableException, InterruptedException {
        return switch (rooms.post(phone.userId(), room, words, text.sid())) {
            case Posting.Posted posted -> Handled.posted(room, posted.messageId());
            case Posting.Refused refused ->
                    Handled.answered("refused:" + refused.code(), Reasons.of(refused));
        };
    }

    private Handled change(Phone phone, Received text, Command.Switch wanted)
            throws NobodyException, ChatUnavailableException, SQLException, InterruptedException {
        Optional<Room> found = find(rooms.visibleTo(phone.userId()), wanted.room());
        if (found.isEmpty()) {
            return command("There is no room \"" + wanted.room() + "\". /rooms lists them.");
        }
        Room room = found.get();
        if (rooms.join(phone.userId(), room.id()) instanceof Joining.Refused refused) {
            return Handled.answered("refused:" + refused.code(), refused.detail());
        }
        enter(phone, room.id());
        return wanted.text() == null
                ? command("You are in " + room.name() + " now. Online: " + room.online() + ".")
                : post(phone, text, room.id(), wanted.text());
    }

    /// By id, by name, or by how only one of them begins.
    private static Optional<Room> find(List<Room> visible, String wanted) {
        String name = wanted.toLowerCase(Locale.ROOT);
        return visible.stream()
                .filter(room ->
                        room.id().equals(name) || room.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .or(() -> {
                    List<Room> begin =
                            visible.stream()
                                    .filter(room ->
                                            room.id().startsWith(name)
                                                    || room.name()
                                                            .toLowerCase(Locale.ROOT)
                                                            .startsWith(name))
                                    .toList();
                    return begin.size() == 1 ? Optional.of(begin.getFirst()) : Optional.empty();
                });
    }

    private Handled list(Phone phone)
            throws NobodyException, ChatUnavailableException, InterruptedException {
        List<Room> visible = rooms.visibleTo(phone.userId());
        if (visible.isEmpty()) {
            return command("There are no rooms yet.");
        }
        String names =
                visible.stream()
                        .limit(NAMES)
                        .map(room ->
                                room.id().equals(phone.roomId())
                                        ? room.name() + " (you are here)"
                                        : room.name())
                        .collect(Collectors.joining(", "));
        return command(names + more(visible.size()) + ". /room name enters one.");
    }

    private Handled who(Phone phone)
            throws NobodyException, ChatUnavailableException, InterruptedException {
        if (phone.roomId() == null) {
            return command("You are in no room: /rooms lists them.");
        }
        List<String> names = rooms.present(phone.userId(), phone.roomId());
        return command(
                names.isEmpty()
                        ? "Nobody is online."
                        : "Online: "
                                + names.stream().limit(NAMES).collect(Collectors.joining(", "))
                                + more(names.size())
                                + ".");
    }

    private static String more(int all) {
        return all > NAMES ? " and " + (all - NAMES) + " more" : "";
    }

    private Handled mute(Phone phone, Duration time) throws SQLException {
        Instant until = time.isZero() ? null : clock.instant().plus(time);
        database.run(connection -> phones.mute(connection, phone.userId(), until));
        return command(
                until == null
                        ? "You hear the room again."
                        : "Silence until "
                                + DAY_AND_HOUR.format(until.atZone(phone.zone()))
                                + " ("
                                + phone.zone().getId()
                                + "). /mute off ends it.");
    }

    private Handled quiet(Phone phone, Command.Quiet quiet) throws SQLException {
        database.run(
                connection -> phones.quiet(connection, phone.userId(), quiet.from(), quiet.to()));
        return command(
                quiet.from() == null || quiet.to() == null
                        ? "No quiet hours any more."
                        : "Quiet from "
                                + HOUR.format(quiet.from())
                                + " to "
                                + HOUR.format(quiet.to())
                                + " ("
                                + phone.zone().getId()
                                + "). What comes then waits.");
    }

    private Handled mode(Phone phone, String mode) throws SQLException {
        database.run(connection -> phones.mode(connection, phone.userId(), mode));
        return command(
                switch (mode) {
                    case "all" -> "You get every line of your room.";
                    case "digest" -> "You get a digest of your room.";
                    default -> "You get what mentions you, and answers to you.";
                });
    }

    private void enter(Phone phone, String room) throws SQLException {
        database.run(connection -> phones.enter(connection, phone.userId(), room));
    }

    private static Handled command(String answer) {
        return Handled.answered("command", answer);
    }
}
