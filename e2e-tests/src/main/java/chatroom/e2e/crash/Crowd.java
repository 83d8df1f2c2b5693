package chatroom.e2e.crash;

import static org.awaitility.Awaitility.await;

import chatroom.e2e.checker.Evidence.Acked;
import chatroom.e2e.checker.Evidence.Sent;
import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.Door;
import chatroom.e2e.client.Ears;
import chatroom.e2e.client.Frame;
import chatroom.e2e.client.Journal;
import chatroom.e2e.client.Journal.Entry;
import chatroom.e2e.client.RoomClient;
import chatroom.e2e.crash.Plan.Mutation;
import chatroom.e2e.product.Installation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/// Four rooms with two writers and two readers each; in each room one of both is a guest.
final class Crowd implements AutoCloseable {

    private static final List<String> ROOMS = List.of("own-1", "own-2", "shared-1", "shared-2");

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int MOST_UNCONFIRMED = 20;
    private static final Duration TO_CONFIRM = Duration.ofSeconds(60);

    /// Somebody in a room.
    record Person(String name, String room, RoomClient client) {}

    private final List<String> rooms;
    private final Account host;
    private final List<Person> writers;
    private final List<Person> readers;
    private final List<Thread> voices = new ArrayList<>();
    private volatile boolean talking = true;

    private Crowd(List<String> rooms, Account host, List<Person> writers, List<Person> readers) {
        this.rooms = List.copyOf(rooms);
        this.host = host;
        this.writers = List.copyOf(writers);
        this.readers = List.copyOf(readers);
    }

    /// Makes the rooms and brings everybody in, by all doors in turn; nobody says anything yet.
    static Crowd gather(Installation installation, Mutation mutation) {
        // Nobody has these names yet, also where there was an experiment before.
        String fresh = "-" + Long.toString(System.currentTimeMillis() / 1000 % 60_000_000, 36);
        Account host = Api.at(installation.url()).signUp("host" + fresh);
        var rooms = new ArrayList<String>();
        var writers = new ArrayList<Person>();
        var readers = new ArrayList<Person>();
        for (String stem : ROOMS) {
            String room = stem + fresh;
            rooms.add(room);
            // A persona in one room of each kind, so that the orchestrator has something to do.
            host.makeRoom(
                    room, "Anything at all", stem.endsWith("1") ? List.of("einstein") : List.of());
            Iterator<URI> doors =
                    Stream.generate(installation::doors).flatMap(List::stream).iterator();
            for (boolean guest : List.of(true, false)) {
                String suffix = (guest ? "guest-" : "member-") + room;
                var reader = new Seat("reads-" + suffix, room, guest, ears(mutation));
                readers.add(reader.take(installation.url(), doors.next()));
                var writer = new Seat("writes-" + suffix, room, guest, Ears.GOOD);
                writers.add(writer.take(installation.url(), doors.next()));
            }
        }
        return new Crowd(rooms, host, writers, readers);
    }

    /// A place in a room for somebody.
    private record Seat(String name, String room, boolean guest, Ears ears) {

        /// @param api where they get their account
        /// @param socket where they come in
        Person take(URI api, URI socket) {
            Door door;
            if (guest) {
                door = Door.guest(room, name);
            } else {
                Account account = Api.at(api).signUp(name);
                account.join(room);
                door = account.door(room);
            }
            return new Person(name, room, RoomClient.enter(socket, door, ears));
        }
    }

    private static Ears ears(Mutation mutation) {
        return switch (mutation) {
            case DROP_FRAMES -> Ears.missingOneIn(100);
            case DOUBLE_FRAMES -> Ears.doublingOneIn(100);
            case NONE, ACK_BEFORE_BROKER -> Ears.GOOD;
        };
    }

    /// Everybody who writes begins.
    void talk() {
        for (Person writer : writers) {
            voices.add(Thread.ofVirtual().start(() -> talk(writer)));
        }
    }

    private void talk(Person writer) {
        int line = 0;
        while (talking) {
            // A long outage is not to end in a flood.
            if (writer.client().unconfirmed() < MOST_UNCONFIRMED) {
                line++;
                writer.client().say("%s says line %d".formatted(writer.name(), line));
            }
            try {
                // The pace of the load, not a wait for anything.
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// Nobody says anything more; returns once everything that was said is confirmed.
    void fallSilent() {
        talking = false;
        for (Thread voice : voices) {
            try {
                voice.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            await().atMost(TO_CONFIRM)
                    .until(() ->
                            writers.stream()
                                    .allMatch(writer -> writer.client().unconfirmed() == 0));
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("not all is confirmed: " + state(), e);
        }
    }

    /// Confirmations so far.
    long confirmed() {
        return writers.stream().mapToLong(writer -> writer.client().confirmed()).sum();
    }

    /// What everybody waits for, for the message of a failure.
    String state() {
        var state = new HashMap<String, Object>();
        for (Person person : Stream.concat(writers.stream(), readers.stream()).toList()) {
            List<Entry> entries = person.client().journal().entries();
            state.put(
                    person.name() + " (" + person.client().unconfirmed() + " unconfirmed)",
                    entries.isEmpty() ? "nothing" : entries.getLast());
        }
        return state.toString();
    }

    List<String> rooms() {
        return rooms;
    }

    /// What everybody did and heard.
    List<Journal> journals() {
        return Stream.concat(writers.stream(), readers.stream())
                .map(person -> person.client().journal())
                .toList();
    }

    Account host() {
        return host;
    }

    List<Person> readers(String room) {
        return readers.stream().filter(reader -> reader.room().equals(room)).toList();
    }

    List<Sent> sent() {
        var sent = new ArrayList<Sent>();
        for (Person writer : writers) {
            for (Entry entry : writer.client().journal().entries()) {
                if (entry instanceof Entry.Sent(String clientId, String text)) {
                    sent.add(new Sent(writer.room(), clientId, text));
                }
            }
        }
        return sent;
    }

    List<Acked> acked() {
        var acked = new ArrayList<Acked>();
        for (Person writer : writers) {
            for (Frame frame : writer.client().frames()) {
                if (frame.is("ack")) {
                    acked.add(new Acked(writer.room(), frame.clientId(), frame.id(), frame.seq()));
                }
            }
        }
        return acked;
    }

    @Override
    public void close() {
        talking = false;
        writers.forEach(writer -> writer.client().close());
        readers.forEach(reader -> reader.client().close());
    }
}
