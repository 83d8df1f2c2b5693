package chatroom.readers;

import chatroom.roomlog.Reader;
import chatroom.roomlog.RoomGroupReader;
import chatroom.roomlog.RoomGroupReader.BatchHandler;
import chatroom.roomlog.StateReader;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/// Makes the readers of this service and watches them. Whoever asks for a reader starts and closes
/// it.
@ApplicationScoped
public class Readers {

    private final KafkaConnection kafka;
    private final MeterRegistry meters;
    private final List<Watched> watched = new CopyOnWriteArrayList<>();

    /// A reader, and whether its store answers now.
    record Watched(Reader reader, BooleanSupplier storeAnswers) {}

    Readers(KafkaConnection kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.meters = meters;
    }

    /// A reader of all rooms, as one of a group.
    ///
    /// @param gather see {@link RoomGroupReader}
    public RoomGroupReader rooms(String group, Duration gather, BatchHandler handler) {
        return rooms(group, gather, handler, () -> true);
    }

    /// A reader of all rooms of a service that goes on without the reader's store.
    ///
    /// @param storeAnswers asked when the reader is stalled: without its store the reader waits,
    ///   and the service stays ready
    public RoomGroupReader rooms(
            String group, Duration gather, BatchHandler handler, BooleanSupplier storeAnswers) {
        return watch(new RoomGroupReader(group, kafka.properties(), gather, handler), storeAnswers);
    }

    /// A reader of a topic of states.
    ///
    /// @param group see {@link StateReader}
    public <T> StateReader<T> states(
            String group,
            String topic,
            Class<T> type,
            StateReader.From from,
            StateReader.Handler<T> handler) {
        return states(group, topic, type, from, handler, () -> true);
    }

    /// A reader of a topic of states, of a service that goes on without the reader's store.
    ///
    /// @param storeAnswers asked when the reader is stalled
    public <T> StateReader<T> states(
            String group,
            String topic,
            Class<T> type,
            StateReader.From from,
            StateReader.Handler<T> handler,
            BooleanSupplier storeAnswers) {
        return watch(
                new StateReader<>(group, topic, type, from, kafka.properties(), handler),
                storeAnswers);
    }

    /// Whether a database answers now. Blocks for a second or two where it does not.
    public static boolean answers(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private <R extends Reader> R watch(R reader, BooleanSupplier storeAnswers) {
        watched.add(new Watched(reader, storeAnswers));
        Gauge.builder("chatroom.reader.behind", reader, Reader::behind)
                .description("records that the reader has not handled yet")
                .tag("reader", reader.name())
                .register(meters);
        Gauge.builder("chatroom.reader.stalled", reader, it -> it.stalled().toMillis() / 1e3)
                .description("how long there has been something to read without progress")
                .baseUnit("seconds")
                .tag("reader", reader.name())
                .register(meters);
        FunctionCounter.builder("chatroom.reader.dead.letters", reader, Reader::deadLetters)
                .description("records put with the dead letters")
                .tag("reader", reader.name())
                .register(meters);
        return reader;
    }

    List<Watched> watched() {
        return watched;
    }
}
