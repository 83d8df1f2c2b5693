package chatroom.ai.provider;

import chatroom.ai.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Quirks in the database: a restart keeps them, and all pods share them. A database that is away
/// costs a refused request, no reply.
@ApplicationScoped
class StoredQuirks implements Quirks {

    private static final Logger LOG = Logger.getLogger(StoredQuirks.class);
    private static final long REFRESH_NANOS = Duration.ofMinutes(1).toNanos();

    private record Known(Set<Quirk> quirks, long readAt) {}

    private final Database database;
    private final Map<String, Known> cache = new ConcurrentHashMap<>();

    StoredQuirks(Database database) {
        this.database = database;
    }

    @Override
    public Set<Quirk> of(Endpoint endpoint) {
        Known known = cache.get(key(endpoint));
        if (known != null && System.nanoTime() - known.readAt() < REFRESH_NANOS) {
            return known.quirks();
        }
        var quirks = EnumSet.noneOf(Quirk.class);
        if (known != null) {
            quirks.addAll(known.quirks());
        }
        try {
            quirks.addAll(read(endpoint));
        } catch (SQLException e) {
            LOG.debugf("quirks of %s can not be read: %s", endpoint, e.getSQLState());
        }
        remember(endpoint, quirks);
        return Set.copyOf(quirks);
    }

    private List<Quirk> read(Endpoint endpoint) throws SQLException {
        return database
                .inTransaction(connection ->
                        Database.query(
                                connection,
                                "select quirk from model_quirks where place = ? and model = ?",
                                row -> row.getString(1),
                                endpoint.place(),
                                endpoint.model()))
                .stream()
                // A newer version may know more of them.
                .flatMap(name ->
                        Arrays.stream(Quirk.values()).filter(quirk -> quirk.name().equals(name)))
                .toList();
    }

    @Override
    public void learn(Endpoint endpoint, Quirk quirk) {
        Set<Quirk> known = of(endpoint);
        if (known.contains(quirk)) {
            return;
        }
        var quirks = EnumSet.of(quirk);
        quirks.addAll(known);
        remember(endpoint, quirks);
        LOG.infof("provider %s: the model %s; remembered", endpoint, quirk.sentence());
        try {
            database.run(connection ->
                    Database.update(
                            connection,
                            """
                            insert into model_quirks (place, model, quirk) values (?, ?, ?)
                            on conflict do nothing\
                            """,
                            endpoint.place(),
                            endpoint.model(),
                            quirk.name()));
        } catch (SQLException e) {
            LOG.debugf("a quirk of %s can not be stored: %s", endpoint, e.getSQLState());
        }
    }

    private void remember(Endpoint endpoint, EnumSet<Quirk> quirks) {
        cache.put(key(endpoint), new Known(Set.copyOf(quirks), System.nanoTime()));
    }

    private static String key(Endpoint endpoint) {
        return endpoint.place() + " " + endpoint.model();
    }
}
