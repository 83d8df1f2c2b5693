package chatroom.e2e.field;

import static org.awaitility.Awaitility.await;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.Frame;
import chatroom.e2e.client.RoomClient;
import chatroom.e2e.field.HostileRecords.Place;
import chatroom.e2e.product.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionTimeoutException;

/// People talk in two rooms while hostile records are written into the rooms' topics and the topics
/// of states. At the end every confirmed message must be with every reader and in the table, and no
/// reader may be behind.
public final class HostileTalk {

    private static final Duration BETWEEN_LINES = Duration.ofMillis(40);

    private final Product product;
    private final ReaderFigures figures;
    private final List<String> groups;

    /// How it went.
    ///
    /// @param poison hostile records written
    /// @param deadLettered letters taken by all readers; each group takes its own
    /// @param lag records that readers had not handled in time
    /// @param acked messages that were confirmed
    /// @param lost of those, the ones that a reader or the table misses
    /// @param gap frames that name a predecessor which was never shown
    /// @param leaked log files that quote a hostile record
    /// @param notReady services that were not ready at the end
    public record Outcome(
            int poison,
            long deadLettered,
            long lag,
            int acked,
            int lost,
            int gap,
            List<Path> leaked,
            List<String> notReady) {

        public boolean isGood() {
            return deadLettered > 0
                    && acked > 0
                    && lag + lost + gap == 0
                    && leaked.isEmpty()
                    && notReady.isEmpty();
        }

        /// The figures, as one line.
        public String line() {
            return "poison=%d deadlettered=%d lag=%d acked=%d lost=%d gap=%d leaked=%d not_ready=%s"
                    .formatted(
                            poison, deadLettered, lag, acked, lost, gap, leaked.size(), notReady);
        }
    }

    /// @param groups which must have read everything at the end
    public HostileTalk(Product product, List<String> groups) {
        this.product = product;
        this.groups = List.copyOf(groups);
        this.figures = new ReaderFigures(product);
    }

    /// Does it.
    ///
    /// @param atMost how long readers may take to catch up
    public Outcome run(int poison, long seed, Duration atMost)
            throws SQLException, IOException, InterruptedException {
        String fresh = Long.toString(System.nanoTime() / 1000, 36);
        long before = figures.deadLetters();
        Account host = Api.at(product.url()).signUp("h" + fresh);
        Account guest = Api.at(product.url()).signUp("g" + fresh);
        List<String> rooms = List.of("hostile-1-" + fresh, "hostile-2-" + fresh);
        var writers = new ArrayList<RoomClient>();
        var readers = new ArrayList<RoomClient>();
        for (String room : rooms) {
            host.makeRoom(room, "Whatever comes", List.of("einstein"));
            guest.join(room);
            readers.add(RoomClient.enter(product.url(), guest.door(room)));
            writers.add(RoomClient.enter(product.url(), host.door(room)));
        }
        var voices = writers.stream().map(HostileTalk::talk).toList();
        List<Place> places = places(rooms);
        poison(poison, seed, places);
        for (Thread voice : voices) {
            voice.interrupt();
            voice.join();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> writers.stream().allMatch(writer -> writer.unconfirmed() == 0));
        long lag = awaitNoLag(atMost, places);
        Set<String> table = table(rooms);
        int acked = 0;
        int lost = 0;
        int gap = 0;
        for (int i = 0; i < rooms.size(); i++) {
            List<Frame> acks = writers.get(i).frames().stream().filter(it -> it.is("ack")).toList();
            Set<String> seen = awaitSeen(readers.get(i), acks);
            acked += acks.size();
            for (Frame ack : acks) {
                lost += seen.contains(ack.id()) && table.contains(ack.id()) ? 0 : 1;
            }
            gap += gaps(readers.get(i).frames());
        }
        writers.forEach(RoomClient::close);
        readers.forEach(RoomClient::close);
        return new Outcome(
                poison,
                figures.deadLetters() - before,
                lag,
                acked,
                lost,
                gap,
                leaked(),
                figures.notReady());
    }

    private static Thread talk(RoomClient writer) {
        return Thread.ofVirtual()
                .start(() -> {
                    for (int i = 1; !Thread.currentThread().isInterrupted(); i++) {
                        writer.say("line " + i);
                        try {
                            // The pace of the load, not a wait for anything.
                            Thread.sleep(BETWEEN_LINES);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                });
    }

    private void poison(int count, long seed, List<Place> places) throws InterruptedException {
        var hostile = new HostileRecords(seed, places);
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", product.kafkaBootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(hostile.next());
                if (i % 50 == 0) {
                    // So that good and bad ones stand side by side.
                    Thread.sleep(BETWEEN_LINES);
                }
            }
            producer.flush();
        }
    }

    private List<Place> places(List<String> rooms) throws SQLException {
        var places = new ArrayList<Place>();
        try (var database = product.database("chat");
                var query =
                        database.prepareStatement(
                                "select id, topic, partition from rooms where id = any(?)")) {
            query.setArray(1, database.createArrayOf("text", rooms.toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    places.add(new Place(rows.getString(1), rows.getString(2), rows.getInt(3)));
                }
            }
        }
        return places;
    }

    private long awaitNoLag(Duration atMost, List<Place> places) {
        List<TopicPartition> rooms =
                places.stream()
                        .map(place -> new TopicPartition(place.topic(), place.partition()))
                        .toList();
        try {
            await().atMost(atMost)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> figures.lag(groups, rooms) == 0);
            return 0;
        } catch (ConditionTimeoutException e) {
            return figures.lag(groups, rooms);
        }
    }

    private Set<String> table(List<String> rooms) throws SQLException {
        var ids = new HashSet<String>();
        try (var database = product.database("chat");
                var query =
                        database.prepareStatement(
                                "select id from messages where room_id = any(?)")) {
            query.setArray(1, database.createArrayOf("text", rooms.toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    private static Set<String> awaitSeen(RoomClient reader, List<Frame> acks) {
        var wanted = new HashSet<>(acks.stream().map(Frame::id).toList());
        var seen = new HashSet<String>();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        reader.frames().stream()
                                .filter(Frame::isMessage)
                                .forEach(frame -> seen.add(frame.id()));
                        return seen.containsAll(wanted);
                    });
        } catch (ConditionTimeoutException e) {
            // They are counted as lost.
        }
        return seen;
    }

    private static int gaps(List<Frame> frames) {
        int gaps = 0;
        long last = Long.MAX_VALUE;
        for (Frame frame : frames) {
            if (frame.isMessage()) {
                Long prev = frame.prev();
                gaps += prev != null && prev > last ? 1 : 0;
                last = frame.seq();
            }
        }
        return gaps;
    }

    /// Logs that quote what a record said.
    private List<Path> leaked() throws IOException {
        Path logs = product.run().processes().getFirst().log().getParent();
        try (Stream<Path> files = Files.list(logs)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(HostileTalk::quotes)
                    .toList();
        }
    }

    private static boolean quotes(Path log) {
        try {
            return Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .contains(HostileRecords.MARKER);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
