package chatroom.e2e.product;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The running product as experiments see it, however it runs: where people come in, what lies
/// behind it, and what may happen to it.
public interface Installation extends AutoCloseable {

    /// Something that happens to a part of it.
    ///
    /// @param what for the report
    /// @param happens returns once the part is back and ready
    record Disruption(String what, Runnable happens) {}

    /// The gateway's address.
    URI url();

    /// Where sockets may be opened: the gateway, which brings a room to one chat pod, and each chat
    /// pod by itself where there are several.
    List<URI> doors();

    String kafkaBootstrapServers();

    /// A connection to the database of a service.
    Connection database(String service) throws SQLException;

    /// Crashes, in the order in which they happen.
    List<Disruption> crashes();

    /// Every process of the services asked to end and started again, as a new version would be.
    List<Disruption> restarts();

    /// The end of a part's log, for the message of a failure.
    String tail(String part);

    /// The ends of all logs.
    String tails();

    @Override
    void close();
}
