package chatroom.roomlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatroom.events.MalformedEventException;
import chatroom.events.MessageIds;
import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
import chatroom.events.Via;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RoomRecordsTest {

    private static final RoomEvent LINE =
            new RoomEvent.MessagePosted(
                    MessageIds.fresh(), "alice", null, "grüße", null, "c1", Via.WEB);
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123Z");

    @Test
    void whatIsWrittenIsRead() {
        var read = RoomRecords.decode(consumed(encoded(), 7)).orElseThrow();
        assertThat(read)
                .isEqualTo(
                        new LoggedEvent(
                                RoomAddress.own("lobby"), "lobby", 7, NOON, LINE, "00-aa-bb-01"));
    }

    @Test
    void theHeadersAreCloudEvents() {
        var headers = encoded().headers();
        assertThat(text(headers.lastHeader("ce_type").value()))
                .isEqualTo("chatroom.message.posted");
        assertThat(text(headers.lastHeader("ce_specversion").value())).isEqualTo("1.0");
        assertThat(text(headers.lastHeader("ce_source").value())).isEqualTo("chat-service");
        assertThat(text(headers.lastHeader("ce_time").value())).isEqualTo(NOON.toString());
        assertThat(headers.lastHeader("ce_id")).isNotNull();
    }

    @Test
    void anEventOfALaterVersionIsPassedOver() {
        var later = encoded();
        later.headers().remove("ce_type").add("ce_type", "chatroom.poll.opened".getBytes());
        assertThat(RoomRecords.decode(consumed(later, 7))).isEmpty();
    }

    @Test
    void aRecordWithoutTypeIsPoison() {
        var poison = encoded();
        poison.headers().remove("ce_type");
        assertThatThrownBy(() -> RoomRecords.decode(consumed(poison, 7)))
                .isInstanceOf(MalformedEventException.class);
    }

    private static ProducerRecord<String, byte[]> encoded() {
        return RoomRecords.encode(
                RoomAddress.own("lobby"), "lobby", LINE, "chat-service", NOON, "00-aa-bb-01");
    }

    private static ConsumerRecord<String, byte[]> consumed(
            ProducerRecord<String, byte[]> produced, long offset) {
        var consumed =
                new ConsumerRecord<>(produced.topic(), 0, offset, produced.key(), produced.value());
        produced.headers().forEach(consumed.headers()::add);
        return consumed;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
