package chatroom.sms.outbox;

import chatroom.sms.optout.OptOuts;
import chatroom.sms.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What becomes of an SMS: forward only, whatever comes late or twice.
@ApplicationScoped
class Deliveries {

    private final OptOuts optOuts;
    private final MeterRegistry meters;

    Deliveries(OptOuts optOuts, MeterRegistry meters) {
        this.optOuts = optOuts;
        this.meters = meters;
    }

    /// An SMS, as far as what is told of it needs.
    private record Known(UUID id, String to, String country, String kind, String state, int rank) {
        static Known of(ResultSet row) throws SQLException {
            return new Known(
                    row.getObject("id", UUID.class),
                    row.getString("to_number"),
                    row.getString("country"),
                    row.getString("kind"),
                    row.getString("state"),
                    row.getInt("rank"));
        }
    }

    /// What was new in what was heard of an SMS.
    enum Heard {
        /// The SMS is none of ours.
        NOT_OURS,
        /// It was not known whether Twilio has it: now it is.
        SETTLED,
        /// How far it is, at most.
        NOTED
    }

    /// Twilio has that SMS, and says so much about it.
    ///
    /// @param id ours; null where Twilio's alone is known
    Heard heard(
            Connection connection,
            @Nullable UUID id,
            String sid,
            String status,
            @Nullable Integer error,
            Instant at)
            throws SQLException {
        List<Known> found =
                Database.query(
                        connection,
                        "select * from outbox where sid = ? or (id = ? and sid is null) for update",
                        Known::of,
                        sid,
                        id);
        if (found.isEmpty()) {
            return Heard.NOT_OURS;
        }
        Known known = found.getFirst();
        int rank = Outcomes.rank(status);
        if (rank > known.rank()) {
            String state = Outcomes.state(status);
            String code = state.equals("failed") ? Outcomes.code(error) : null;
            Database.update(
                    connection,
                    """
                    update outbox set sid = ?, twilio_status = ?, rank = ?, state = ?, code = ?,
                        lease_until = null, updated_at = ?,
                        body = case when sealed then '' else body end, sealed = false
                    where id = ?\
                    """,
                    sid,
                    status,
                    rank,
                    state,
                    state.equals("failed") && code == null ? "carrier" : code,
                    at,
                    known.id());
            if (!state.equals(known.state())) {
                count(known.kind(), state);
            }
        }
        if (error != null && error == Outcomes.OPTED_OUT) {
            optOuts.out(connection, known.to(), known.country(), OptOuts.Source.CARRIER, at);
        }
        return known.state().equals("unknown") ? Heard.SETTLED : Heard.NOTED;
    }

    /// That SMS was never handed over, and will not be.
    ///
    /// @param error Twilio's code; 0 where it gave none
    /// @return false where something else has become of it meanwhile
    boolean gaveUp(Connection connection, UUID id, int error, String code, Instant at)
            throws SQLException {
        List<Known> found =
                Database.query(
                        connection,
                        """
                        update outbox set state = 'failed', code = ?, lease_until = null, updated_at = ?,
                            body = case when sealed then '' else body end, sealed = false
                        where id = ? and state in ('sending', 'unknown', 'queued')
                        returning *\
                        """,
                        Known::of,
                        code,
                        at,
                        id);
        for (Known known : found) {
            count(known.kind(), "failed");
            if (error == Outcomes.OPTED_OUT) {
                optOuts.out(connection, known.to(), known.country(), OptOuts.Source.CARRIER, at);
            }
        }
        return !found.isEmpty();
    }

    private void count(String kind, String state) {
        meters.counter("sms.deliveries", "kind", kind, "state", state).increment();
    }
}
