package chatroom.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/// The table `outbox` of the service's own schema.
final class OutboxTable {

    /// A waiting record.
    ///
    /// @param age since it was put
    record Entry(long id, ProducerRecord<String, byte[]> record, Duration age) {}

    private OutboxTable() {}

    static void insert(Connection connection, ProducerRecord<String, byte[]> record)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into outbox (topic, partition, key, value, headers)"
                                + " values (?, ?, ?, ?, ?)")) {
            insert.setString(1, record.topic());
            insert.setObject(2, record.partition(), Types.INTEGER);
            insert.setString(3, record.key());
            insert.setBytes(4, record.value());
            insert.setArray(5, connection.createArrayOf("text", headers(record)));
            insert.executeUpdate();
        }
    }

    /// Takes the right to publish until the end of the transaction; false where another instance
    /// has it. Each schema has a right of its own.
    static boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                        connection.prepareStatement(
                                "select pg_try_advisory_xact_lock('outbox'::regclass::oid::bigint)");
                ResultSet row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /// The oldest entries, in order.
    static List<Entry> oldest(Connection connection, int most) throws SQLException {
        var entries = new ArrayList<Entry>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select id, topic, partition, key, value, headers,"
                                + " extract(epoch from clock_timestamp() - created_at) as age"
                                + " from outbox order by id limit ?")) {
            select.setInt(1, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(entry(row));
                }
            }
        }
        return entries;
    }

    static void delete(Connection connection, List<Entry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from outbox where id = any (?)")) {
            Long[] ids = entries.stream().map(Entry::id).toArray(Long[]::new);
            delete.setArray(1, connection.createArrayOf("bigint", ids));
            delete.executeUpdate();
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var record =
                new ProducerRecord<>(
                        row.getString("topic"),
                        row.getObject("partition", Integer.class),
                        row.getString("key"),
                        row.getBytes("value"));
        String[] headers = (String[]) row.getArray("headers").getArray();
        for (int i = 0; i + 1 < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        long millis = Math.max(0, Math.round(row.getDouble("age") * 1_000));
        return new Entry(row.getLong("id"), record, Duration.ofMillis(millis));
    }

    /// Name and value in turn.
    private static String[] headers(ProducerRecord<String, byte[]> record) {
        var texts = new ArrayList<String>();
        for (Header header : record.headers()) {
            texts.add(header.key());
            texts.add(new String(header.value(), StandardCharsets.UTF_8));
        }
        return texts.toArray(String[]::new);
    }
}
