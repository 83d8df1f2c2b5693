package chatroom.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OutboxSenderTest {

    private final List<String> tried = new ArrayList<>();
    private final Set<String> unconfirmed = new HashSet<>();
    private final Set<String> missingTopics = new HashSet<>();
    private final OutboxSender sender = new OutboxSender(this::send);

    @Test
    void whatKafkaConfirmsIsPublishedInOrder() {
        OutboxSender.Result result =
                sender.send(List.of(entry(1, "rooms", "a"), entry(2, "rooms", "b")));
        assertThat(tried).containsExactly("1", "2");
        assertThat(ids(result)).containsExactly(1L, 2L);
        assertThat(result.failure()).isNull();
    }

    @Test
    void afterAFailureTheLaterRecordsOfItsKeyAreSentAgainAndTheOthersAreNot() {
        unconfirmed.add("1");
        OutboxSender.Result result =
                sender.send(
                        List.of(
                                entry(1, "rooms", "a"),
                                entry(2, "rooms", "b"),
                                entry(3, "rooms", "a"),
                                entry(4, "users", "a")));
        assertThat(ids(result))
                .as("an older state of a key is never the last")
                .containsExactly(2L, 4L);
        assertThat(result.failure()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void aMissingTopicIsWaitedForOnceABatchAndHoldsUpNoOther() {
        missingTopics.add("room.gone");
        OutboxSender.Result result =
                sender.send(
                        List.of(
                                entry(1, "room.gone", "a"),
                                entry(2, "room.gone", "a"),
                                entry(3, "rooms", "a")));
        assertThat(tried).containsExactly("1", "3");
        assertThat(ids(result)).containsExactly(3L);
        assertThat(result.failure()).isNotNull();
    }

    private Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        String id = Long.toString(record.value()[0]);
        tried.add(id);
        if (missingTopics.contains(record.topic())) {
            throw new TimeoutException("no such topic");
        }
        return unconfirmed.contains(id)
                ? CompletableFuture.failedFuture(new TimeoutException("not confirmed"))
                : CompletableFuture.completedFuture(
                        new RecordMetadata(new TopicPartition("t", 0), 0, 0, 0, 0, 0));
    }

    private static OutboxTable.Entry entry(long id, String topic, String key) {
        return new OutboxTable.Entry(
                id, new ProducerRecord<>(topic, key, new byte[] {(byte) id}), Duration.ZERO);
    }

    private static List<Long> ids(OutboxSender.Result result) {
        return result.published().stream().map(OutboxTable.Entry::id).toList();
    }
}
