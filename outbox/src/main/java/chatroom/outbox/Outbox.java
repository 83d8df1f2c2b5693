package chatroom.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Takes records that are to be published once the current transaction is committed, so that there
/// is never a change without its record, nor a record without its change.
///
/// Two records of one topic and key are published in the order in which they were put, as long as
/// the caller holds a lock on what they are about, such as its row. A record may be published
/// twice.
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Outbox {

    /// A transaction has put something; observed after its commit.
    record Filled() {}

    private final DataSource database;
    private final Event<Filled> filled;

    Outbox(DataSource database, Event<Filled> filled) {
        this.database = database;
        this.filled = filled;
    }

    /// Puts a record. Its topic, partition, key, value and headers count; headers are text.
    ///
    /// @throws OutboxException where the database does not take it; the transaction cannot be
    ///   committed then
    public void put(ProducerRecord<String, byte[]> record) {
        // Within a transaction the pool hands out the transaction's own connection.
        try (Connection connection = database.getConnection()) {
            OutboxTable.insert(connection, record);
        } catch (SQLException e) {
            throw new OutboxException("The outbox did not take a record of " + record.topic(), e);
        }
        filled.fire(new Filled());
    }
}
