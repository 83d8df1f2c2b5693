package chatroom.chat.projection;

import chatroom.chat.rooms.RoomAnnounced;
import chatroom.events.RoomAddress;
import chatroom.readers.Readers;
import chatroom.roomlog.LoggedEvent;
import chatroom.roomlog.RoomGroupReader;
import chatroom.roomlog.RoomGroupReader.BatchHandler;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// Runs the projection: this pod's share of all rooms.
@ApplicationScoped
class Projector implements BatchHandler {

    static final String GROUP = "chat-projection";

    /// Nobody waits for the rows: the newest messages are read from the log.
    private static final Duration GATHER = Duration.ofMillis(200);

    private final Projection projection;
    private final RoomGroupReader reader;
    private final DistributionSummary batches;
    private final Timer lag;

    Projector(Projection projection, Readers readers, DataSource database, MeterRegistry metrics) {
        this.projection = projection;
        // Without Postgres rooms go on live: this pod stays ready.
        this.reader = readers.rooms(GROUP, GATHER, this, () -> Readers.answers(database));
        this.batches =
                DistributionSummary.builder("chat.projection.batch")
                        .description("events a transaction")
                        .register(metrics);
        this.lag =
                Timer.builder("chat.projection.lag")
                        .description("from an event's time to its row")
                        .serviceLevelObjectives(
                                Duration.ofMillis(100),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(1))
                        .register(metrics);
        metrics.gauge("chat.projection.behind", reader, RoomGroupReader::behind);
    }

    void start(@Observes io.quarkus.runtime.StartupEvent start) {
        reader.start();
    }

    void follow(@Observes RoomAnnounced announced) {
        RoomAddress address = announced.room().address();
        reader.follow(address.topic());
    }

    @Override
    public void accept(List<LoggedEvent> batch) throws SQLException {
        projection.store(batch);
        batches.record(batch.size());
        Duration late = Duration.between(batch.getLast().time(), Instant.now());
        lag.record(late.isNegative() ? Duration.ZERO : late);
    }

    /// Else whoever waits for a record that can not be stored would wait in vain.
    @Override
    public void passed(Map<RoomAddress, Long> read) throws SQLException {
        projection.advance(read);
    }

    @PreDestroy
    void close() {
        reader.close();
    }
}
