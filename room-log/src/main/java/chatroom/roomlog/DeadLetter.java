package chatroom.roomlog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// A record that a group put aside, without its text.
///
/// @param group whose reader could not handle it
/// @param topic where it stands
/// @param offset there, ≥ 0
/// @param reason holds nothing of the record's text
/// @param time when it was put aside
/// @param traceparent W3C trace context of what caused the record
public record DeadLetter(
        String group,
        String topic,
        int partition,
        long offset,
        String reason,
        Instant time,
        @Nullable String traceparent) {

    static final String PREFIX = "dlq_";
    static final String REASON = "dlq_reason";
    static final String TOPIC = "dlq_topic";
    static final String PARTITION = "dlq_partition";
    static final String OFFSET = "dlq_offset";
    static final String TIME = "dlq_time";

    /// The record's own key; absent where it had none.
    static final String KEY = "dlq_key";

    /// Says that the record had no value: a letter without one would be a removed letter.
    static final String NO_VALUE = "dlq_no_value";

    /// Key of a letter in its topic: the place that the record came from.
    String place() {
        return place(topic, partition, offset);
    }

    static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    /// What a record of a dead-letter topic says; empty for one that is no letter.
    static Optional<DeadLetter> of(String group, ConsumerRecord<String, byte[]> letter) {
        String topic = text(letter, TOPIC);
        String partition = text(letter, PARTITION);
        String offset = text(letter, OFFSET);
        if (topic == null || partition == null || offset == null) {
            return Optional.empty();
        }
        try {
            String reason = text(letter, REASON);
            return Optional.of(
                    new DeadLetter(
                            group,
                            topic,
                            Integer.parseInt(partition),
                            Long.parseLong(offset),
                            reason == null ? "" : reason,
                            Instant.ofEpochMilli(letter.timestamp()),
                            text(letter, "traceparent")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// The record as it was before it was put aside.
    ConsumerRecord<String, byte[]> original(ConsumerRecord<String, byte[]> letter) {
        var headers = new RecordHeaders();
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(PREFIX)) {
                headers.add(header);
            }
        }
        // Letters of earlier versions kept the key itself.
        String key = text(letter, KEY);
        boolean earlier = !place().equals(letter.key());
        byte @Nullable [] value =
                letter.headers().lastHeader(NO_VALUE) == null ? letter.value() : null;
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                letter.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                earlier ? letter.key() : key,
                value,
                headers,
                Optional.empty());
    }

    private static @Nullable String text(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
