package chatroom.e2e.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chatroom.e2e.product.SharedProduct;
import chatroom.events.MessageIds;
import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
import chatroom.events.Via;
import chatroom.roomlog.KafkaRoomLog;
import chatroom.roomlog.LoggedEvent;
import chatroom.roomlog.RoomGroupReader;
import chatroom.roomlog.RoomGroupReader.BatchHandler;
import chatroom.roomlog.RoomTopics;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two readers of one group, on the shared product's Kafka.
@Order(91)
class GroupReaderIT {

    private static final Duration GATHER = Duration.ofMillis(15);
    private static final int NEW_ROOMS = 20;

    private final String fresh = Long.toString(System.nanoTime() / 1000, 36);
    private final Map<String, Object> kafka =
            Map.of("bootstrap.servers", SharedProduct.get().kafkaBootstrapServers());

    /// B5: what `group.protocol=consumer` was taken for must hold without it.
    @Test
    @Timeout(180)
    void aNewRoomIsReadSoonAndDoesNotStopTheOthers() throws Exception {
        var seen = new ConcurrentHashMap<String, Long>();
        var steady = new CopyOnWriteArrayList<Long>();
        BatchHandler handler =
                batch ->
                        batch.forEach(event -> {
                            seen.putIfAbsent(event.roomId(), System.nanoTime());
                            if (event.roomId().startsWith("steady")) {
                                steady.add(System.nanoTime());
                            }
                        });
        String group = "new-rooms-" + fresh;
        var talking = new AtomicBoolean(true);
        try (var topics = new RoomTopics(kafka, Duration.ofDays(1));
                var log = new KafkaRoomLog("test", kafka, tracer());
                var one = new RoomGroupReader(group, kafka, GATHER, handler);
                var two = new RoomGroupReader(group, kafka, GATHER, handler)) {
            one.start();
            two.start();
            RoomAddress steadyRoom = make(topics, "steady-" + fresh, one, two);
            Thread talk =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (talking.get()) {
                                    say(log, steadyRoom, "steady-" + fresh);
                                }
                            });
            await().atMost(Duration.ofSeconds(30)).until(() -> steady.size() > 50);
            var waits = new ArrayList<Long>();
            for (int i = 0; i < NEW_ROOMS; i++) {
                String room = "new-" + i + "-" + fresh;
                RoomAddress address = make(topics, room, one, two);
                long said = System.nanoTime();
                say(log, address, room);
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> seen.containsKey(room));
                waits.add(TimeUnit.NANOSECONDS.toMillis(seen.getOrDefault(room, said) - said));
            }
            talking.set(false);
            talk.join();
            waits.sort(null);
            long pause = longestPause(steady);
            System.out.printf(
                    "new rooms: first message read after p50 %d ms, most %d ms;"
                            + " the room beside them paused at most %d ms%n",
                    waits.get(waits.size() / 2), waits.getLast(), pause);
            assertThat(waits.get(waits.size() / 2)).isLessThan(2_000);
            assertThat(pause).isLessThan(3_000);
        }
    }

    /// P15: nothing is a dead letter only because a database is away.
    @Test
    @Timeout(120)
    void aStoreThatIsAwayIsWaitedForAndLetsNothingDie() throws Exception {
        var away = new AtomicBoolean(true);
        Set<Long> handled = ConcurrentHashMap.newKeySet();
        BatchHandler handler =
                batch -> {
                    if (away.get()) {
                        throw new SQLException("no", "08006");
                    }
                    if (batch.stream().anyMatch(event -> event.seq() == 3)) {
                        throw new SQLException("no", "22021");
                    }
                    batch.stream().map(LoggedEvent::seq).forEach(handled::add);
                };
        String room = "away-" + fresh;
        try (var topics = new RoomTopics(kafka, Duration.ofDays(1));
                var log = new KafkaRoomLog("test", kafka, tracer());
                var reader = new RoomGroupReader("away-" + fresh, kafka, GATHER, handler)) {
            reader.start();
            RoomAddress address = make(topics, room, reader);
            for (int i = 0; i < 10; i++) {
                say(log, address, room);
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> reader.stalled().compareTo(Duration.ofSeconds(2)) > 0);
            assertThat(reader.deadLetters()).isZero();
            away.set(false);
            await().atMost(Duration.ofSeconds(30)).until(() -> handled.size() == 9);
            await().atMost(Duration.ofSeconds(30)).until(() -> reader.stalled().isZero());
            assertThat(reader.deadLetters()).isEqualTo(1);
            assertThat(reader.listDeadLetters())
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(letter.topic()).isEqualTo(address.topic());
                        assertThat(letter.offset()).isEqualTo(3);
                        assertThat(letter.reason()).contains("22021");
                    });
        }
    }

    /// A letter is handled again where its record was, and leaves the list.
    @Test
    @Timeout(120)
    void aReplayHandlesTheRecordInItsOwnPlaceOnce() throws Exception {
        var broken = new AtomicBoolean(true);
        List<LoggedEvent> handled = new CopyOnWriteArrayList<>();
        BatchHandler handler =
                batch -> {
                    if (broken.get() && batch.stream().anyMatch(event -> event.seq() == 1)) {
                        throw new IllegalStateException("a bug");
                    }
                    handled.addAll(batch);
                };
        String room = "again-" + fresh;
        try (var topics = new RoomTopics(kafka, Duration.ofDays(1));
                var log = new KafkaRoomLog("test", kafka, tracer());
                var reader = new RoomGroupReader("again-" + fresh, kafka, GATHER, handler)) {
            reader.start();
            RoomAddress address = make(topics, room, reader);
            for (int i = 0; i < 3; i++) {
                say(log, address, room);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> handled.size() == 2);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> reader.listDeadLetters().size() == 1);
            assertThat(reader.replay()).as("the bug is still there").isZero();
            broken.set(false);
            assertThat(reader.replay()).isEqualTo(1);
            assertThat(handled).hasSize(3);
            assertThat(handled.getLast().seq()).isEqualTo(1);
            assertThat(handled.getLast().roomId()).isEqualTo(room);
            assertThat(reader.listDeadLetters()).isEmpty();
            assertThat(reader.replay()).isZero();
        }
    }

    private static RoomAddress make(RoomTopics topics, String room, RoomGroupReader... readers) {
        RoomAddress address = RoomAddress.own(room);
        topics.ensure(address, 1);
        for (RoomGroupReader reader : readers) {
            reader.follow(address.topic());
        }
        return address;
    }

    private static void say(KafkaRoomLog log, RoomAddress address, String room) {
        var said =
                new RoomEvent.MessagePosted(
                        MessageIds.fresh(), "alice", null, "hello", null, null, Via.WEB);
        log.append(address, room, said, Instant.now(), null).toCompletableFuture().join();
    }

    private static long longestPause(List<Long> times) {
        long longest = 0;
        for (int i = 1; i < times.size(); i++) {
            longest = Math.max(longest, times.get(i) - times.get(i - 1));
        }
        return TimeUnit.NANOSECONDS.toMillis(longest);
    }

    private static io.opentelemetry.api.trace.Tracer tracer() {
        return OpenTelemetry.noop().getTracer("test");
    }
}
