package chatroom.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Sends a batch of entries, and tells which of them are published for good.
final class OutboxSender {

    /// Hands a record to Kafka.
    @FunctionalInterface
    interface Send {
        Future<RecordMetadata> apply(ProducerRecord<String, byte[]> record);
    }

    /// @param published entries that must not be sent again
    /// @param failure why the others must; null where there are none
    record Result(List<OutboxTable.Entry> published, @Nullable KafkaException failure) {}

    private final Send send;

    OutboxSender(Send send) {
        this.send = send;
    }

    /// Sends all of them in order. Where one fails, every later one of its topic and key counts as
    /// failed too: they are sent again after it, so that the newest stays the last. Entries of
    /// other keys do not wait for it.
    Result send(List<OutboxTable.Entry> entries) {
        var sent = new ArrayList<@Nullable Future<RecordMetadata>>(entries.size());
        var unreachable = new HashSet<String>();
        KafkaException failure = null;
        for (OutboxTable.Entry entry : entries) {
            // A topic that is missing makes each record of it wait for its time-out.
            if (unreachable.contains(entry.record().topic())) {
                sent.add(null);
                continue;
            }
            try {
                sent.add(send.apply(entry.record()));
            } catch (KafkaException e) {
                failure = e;
                unreachable.add(entry.record().topic());
                sent.add(null);
            }
        }
        var published = new ArrayList<OutboxTable.Entry>();
        Set<Place> failed = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            OutboxTable.Entry entry = entries.get(i);
            var place = new Place(entry.record().topic(), entry.record().key());
            KafkaException cause = failure(sent.get(i));
            if (cause != null || sent.get(i) == null) {
                failure = cause == null ? failure : cause;
                failed.add(place);
            } else if (!failed.contains(place)) {
                published.add(entry);
            }
        }
        return new Result(published, failure);
    }

    private record Place(String topic, String key) {}

    private static @Nullable KafkaException failure(@Nullable Future<RecordMetadata> future) {
        if (future == null) {
            return null;
        }
        try {
            future.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException("Kafka did not confirm a record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new KafkaException("interrupted", e);
        }
    }
}
