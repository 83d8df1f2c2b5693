package chatroom.roomlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatroom.events.MalformedEventException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// A1, P15: one record never stops those behind it.
class BatchProcessorTest {

    private static final TopicPartition PLACE = new TopicPartition("room.lobby", 0);

    private final List<String> handled = new ArrayList<>();
    private final List<Long> dead = new ArrayList<>();
    private int calls;
    private boolean confirmed;
    private boolean closing;

    private final class Letters implements BatchProcessor.Sink {
        @Override
        public void take(ConsumerRecord<String, byte[]> record, Throwable failure) {
            dead.add(record.offset());
        }

        @Override
        public void confirm() {
            confirmed = true;
        }
    }

    @Test
    void onlyTheRecordGoesAwayThatFailsByItself() throws Exception {
        var processor = processor(refusing(e -> e.equals("e7"), new SQLException("no", "22021")));
        assertThat(processor.process(polled(100))).isEqualTo(1);
        assertThat(dead).containsExactly(7L);
        assertThat(confirmed).isTrue();
        assertThat(handled)
                .containsExactlyElementsOf(
                        IntStream.range(0, 100)
                                .filter(i -> i != 7)
                                .mapToObj(i -> "e" + i)
                                .toList());
    }

    @Test
    void aGoodBatchCostsOneCall() throws Exception {
        processor(refusing(e -> false, new SQLException())).process(polled(500));
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void oneBadRecordOfFiveHundredCostsTwentyCalls() throws Exception {
        processor(refusing(e -> e.equals("e250"), new SQLException("no", "22021")))
                .process(polled(500));
        assertThat(calls).isLessThanOrEqualTo(20);
    }

    @Test
    void nothingIsDeadWhileTheStoreIsAway() {
        var processor = processor(refusing(e -> true, new SQLException("no", "08006")));
        assertThatThrownBy(() -> processor.process(polled(10))).isInstanceOf(SQLException.class);
        assertThat(dead).isEmpty();
        assertThat(handled).isEmpty();
    }

    @Test
    void nothingIsDeadWhileTheServiceStops() {
        closing = true;
        var processor = processor(refusing(e -> true, new IllegalStateException("closed")));
        assertThatThrownBy(() -> processor.process(polled(10)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(dead).isEmpty();
    }

    @Test
    void aFailureThatIsUnclearIsTriedAgain() throws Exception {
        var failures = new int[] {0};
        var processor =
                processor(events -> {
                    if (failures[0]++ == 0) {
                        throw new NullPointerException();
                    }
                    events.forEach(handled::add);
                });
        processor.process(polled(1));
        assertThat(dead).isEmpty();
        assertThat(handled).containsExactly("e0");
    }

    @Test
    void whatIsMalformedNeverReachesTheHandler() throws Exception {
        var processor =
                new BatchProcessor<String>(
                        record -> {
                            if (record.offset() == 1) {
                                throw new MalformedEventException("no", null);
                            }
                            return record.offset() == 2
                                    ? Optional.empty()
                                    : Optional.of("e" + record.offset());
                        },
                        handled::addAll,
                        new Letters(),
                        () -> false);
        assertThat(processor.process(polled(4))).isEqualTo(2);
        assertThat(dead).containsExactly(1L);
        assertThat(handled).containsExactly("e0", "e3");
    }

    private BatchProcessor<String> processor(BatchProcessor.Handler<String> handler) {
        return new BatchProcessor<>(
                record -> Optional.of("e" + record.offset()),
                events -> {
                    calls++;
                    handler.accept(events);
                },
                new Letters(),
                () -> closing);
    }

    /// Takes all of a batch or nothing, like a transaction.
    private BatchProcessor.Handler<String> refusing(Predicate<String> bad, Exception failure) {
        return events -> {
            if (events.stream().anyMatch(bad)) {
                throw failure;
            }
            handled.addAll(events);
        };
    }

    private static ConsumerRecords<String, byte[]> polled(int records) {
        var list = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (int i = 0; i < records; i++) {
            list.add(new ConsumerRecord<>(PLACE.topic(), 0, i, "lobby", new byte[0]));
        }
        return new ConsumerRecords<>(Map.of(PLACE, list), Map.of());
    }
}
