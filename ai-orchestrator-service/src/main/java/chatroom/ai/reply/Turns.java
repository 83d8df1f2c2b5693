package chatroom.ai.reply;

import chatroom.ai.budget.Budgets;
import chatroom.ai.reply.Turn.Cast;
import chatroom.ai.reply.Turn.Held;
import chatroom.ai.reply.Turn.Written;
import chatroom.ai.store.Database;
import chatroom.ai.turns.Decision.Speaker;
import chatroom.ai.turns.Outcome;
import chatroom.ai.turns.Rule;
import chatroom.ai.turns.SilenceReason;
import chatroom.roomlog.LoggedEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The table of turns. Time is the database's: no pod's clock takes part in leases.
@ApplicationScoped
public class Turns {

    /// A person's line may be answered.
    public static final String PERSON = "person";

    /// A persona's line may be answered by another.
    public static final String PERSONA = "persona";

    /// A person told of distress: answered before all else, beside whatever is running.
    public static final String DISTRESS = "distress";

    /// A persona welcomes whoever comes first.
    static final String GREETING = "greeting";

    /// A worker that is silent for so long has lost its turn.
    static final Duration LEASE = Duration.ofSeconds(6);

    private static final String UNIQUE_VIOLATION = "23505";
    private static final JsonMapper JSON = new JsonMapper();

    private final Database database;
    private final long tokenCeiling;

    public Turns(
            Database database, @ConfigProperty(name = "ROOM_DAILY_TOKEN_LIMIT") long tokenCeiling) {
        this.database = database;
        this.tokenCeiling = tokenCeiling;
    }

    /// The row of a line that was read.
    ///
    /// @param silence why nobody will answer it, where that is known already: its turn is over
    ///   before it begins
    public static @Nullable Object[] row(
            LoggedEvent logged, UUID line, String kind, @Nullable SilenceReason silence) {
        String reason = silence == null ? null : silence.wireName();
        return new @Nullable Object[] {
            logged.roomId(),
            line,
            kind,
            logged.seq(),
            logged.traceparent(),
            reason == null ? null : "silent",
            reason,
            reason != null
        };
    }

    /// Adds turns; those that are there already stay as they are.
    public static void add(Connection connection, List<@Nullable Object[]> rows)
            throws SQLException {
        Database.updateAll(
                connection,
                """
                insert into turns (room_id, trigger_id, kind, seq, traceparent, outcome, reason, finished_at)
                values (?, ?, ?, ?, ?, ?, ?, case when ? then now() end) on conflict do nothing\
                """,
                rows);
    }

    /// A persona's welcome, once and for all.
    ///
    /// @param line stands for the line that nobody said
    static void addGreeting(Connection connection, String room, UUID line, Cast cast)
            throws SQLException {
        Database.update(
                connection,
                """
                insert into turns (room_id, trigger_id, kind, seq, persona_id, rule, hop)
                values (?, ?, ?, -1, ?, ?, ?) on conflict do nothing\
                """,
                room,
                line,
                GREETING,
                cast.persona(),
                cast.rule().wireName(),
                cast.hop());
    }

    /// Asks whoever writes that reply to stop.
    public static void requestStop(Connection connection, UUID reply) throws SQLException {
        Database.update(
                connection,
                """
                update turns set stop_requested = true
                where reply_id = ? and outcome is null and written is null\
                """,
                reply);
    }

    /// Takes the lease of the next turn that is due: of the oldest in a room where none is running,
    /// people's lines before personas', and first of all of those whose worker was lost.
    Optional<Turn> claim() throws SQLException {
        try {
            return database.inTransaction(connection -> claim(connection));
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                // Another worker took another turn of the same room at the same moment.
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<Turn> claim(Connection connection) throws SQLException {
        return Database.query(
                        connection,
                        """
                        update turns set running = true, fence = fence + 1, attempts = attempts + 1,
                            lease_until = now() + ? * interval '1 ms'
                        where id = (
                            select id from turns t
                            where outcome is null and due_at <= now()
                              and (lease_until is null or lease_until < now())
                              and (running or kind = 'distress' or not exists (
                                  select 1 from turns r where r.room_id = t.room_id and r.running
                                  and r.kind <> 'distress'))
                            order by running desc, kind = 'distress' desc, kind = 'persona', id
                            limit 1 for update skip locked)
                        returning *, extract(epoch from now() - created_at) * 1000 as waited_ms\
                        """,
                        Turns::turn,
                        LEASE.toMillis())
                .stream()
                .findFirst();
    }

    /// Keeps the lease.
    ///
    /// @return whether somebody wants the reply to stop
    boolean renew(Turn turn) throws SQLException {
        return database.inTransaction(connection -> {
            List<Boolean> stop =
                    Database.query(
                            connection,
                            """
                            update turns set lease_until = now() + ? * interval '1 ms'
                            where id = ? and fence = ? and outcome is null
                            returning stop_requested\
                            """,
                            row -> row.getBoolean(1),
                            LEASE.toMillis(),
                            turn.id(),
                            turn.fence());
            if (stop.isEmpty()) {
                throw new LeaseLostException(turn.id());
            }
            return stop.getFirst();
        });
    }

    /// Whether somebody wants the reply to stop.
    boolean stopRequested(Turn turn) throws SQLException {
        return database.inTransaction(connection ->
                Database.query(
                                connection,
                                "select stop_requested from turns where id = ?",
                                row -> row.getBoolean(1),
                                turn.id())
                        .contains(true));
    }

    /// Gives the turn back, to be taken again after that time.
    void putOff(Turn turn, Duration time) throws SQLException {
        inLease(
                turn,
                connection ->
                        Database.update(
                                connection,
                                """
                                update turns set running = false, lease_until = null,
                                    due_at = now() + ? * interval '1 ms' where id = ?\
                                """,
                                time.toMillis(),
                                turn.id()));
    }

    /// Writes down who speaks and why; further speakers get turns of their own.
    void cast(Turn turn, List<Speaker> speakers, int hop, Map<String, Double> scores)
            throws SQLException {
        inLease(
                turn,
                connection -> {
                    Speaker first = speakers.getFirst();
                    Database.update(
                            connection,
                            """
                            update turns set persona_id = ?, rule = ?, hop = ?, scores = ?::jsonb, reply_id = ?
                            where id = ?\
                            """,
                            first.persona(),
                            first.rule().wireName(),
                            hop,
                            json(scores),
                            turn.replyId(first.persona()),
                            turn.id());
                    for (int i = 1; i < speakers.size(); i++) {
                        addFurther(connection, turn, i, speakers.get(i), hop + i);
                    }
                    return true;
                });
    }

    private static void addFurther(
            Connection connection, Turn turn, int ordinal, Speaker speaker, int hop)
            throws SQLException {
        Database.update(
                connection,
                """
                insert into turns (room_id, trigger_id, ordinal, kind, seq, traceparent, persona_id, rule, hop, reply_id)
                select room_id, trigger_id, ?, kind, seq, traceparent, ?, ?, ?, ? from turns where id = ?
                on conflict do nothing\
                """,
                ordinal,
                speaker.persona(),
                speaker.rule().wireName(),
                hop,
                turn.replyId(speaker.persona()),
                turn.id());
    }

    /// Sets tokens aside for a call to a model and counts the call. Tokens that were set aside for
    /// an earlier call of the turn count as spent: nobody knows what became of it.
    ///
    /// @return false where the room's budget does not allow it
    boolean beginCall(Turn turn, LocalDate day, long tokens, long limit) throws SQLException {
        return inLease(
                turn,
                connection -> {
                    settle(connection, turn, null);
                    OptionalLong granted =
                            Budgets.reserve(
                                    connection,
                                    turn.room(),
                                    day,
                                    tokens,
                                    Math.min(limit, tokenCeiling));
                    return granted.isPresent()
                            && Database.update(
                                            connection,
                                            """
                                            update turns set reserved = ?, reserved_on = ?, calls = calls + 1
                                            where id = ?\
                                            """,
                                            granted.getAsLong(),
                                            day,
                                            turn.id())
                                    == 1;
                });
    }

    /// The turn as its row is now, for the worker that holds its lease.
    ///
    /// @throws LeaseLostException where that is another worker by now
    Turn reread(Turn turn) throws SQLException {
        return inLease(
                turn,
                connection ->
                        Database.query(
                                        connection,
                                        """
                                        select *, extract(epoch from now() - created_at) * 1000 as waited_ms
                                        from turns where id = ?\
                                        """,
                                        Turns::turn,
                                        turn.id())
                                .getFirst());
    }

    /// Stores the finished text and settles what it cost. From here on it is published, whoever
    /// does that.
    void write(Turn turn, Written written, @Nullable Recital recital) throws SQLException {
        inLease(turn, connection -> write(connection, turn, written, recital));
    }

    /// Ends the turn without a text.
    void close(Turn turn, Outcome outcome, Map<String, Double> scores, @Nullable Recital recital)
            throws SQLException {
        inLease(
                turn,
                connection -> {
                    record(connection, turn, recital);
                    return Database.update(
                            connection,
                            """
                            update turns set outcome = ?, reason = ?, scores = coalesce(scores, ?::jsonb),
                                finished_at = now(), running = false, lease_until = null where id = ?\
                            """,
                            outcome.code(),
                            outcome.reason(),
                            json(scores),
                            turn.id());
                });
    }

    /// Stores `excuse` as {@link #write} does where the room has not heard one since the last real
    /// reply.
    ///
    /// @return false where it has: then nothing was stored
    boolean excuse(Turn turn, Written excuse, @Nullable Recital recital) throws SQLException {
        return inLease(
                turn,
                connection ->
                        Excuses.first(connection, turn.room())
                                && write(connection, turn, excuse, recital));
    }

    /// Stores the room's notice that its budget is spent where it was not told that day.
    ///
    /// @return false where it was: then nothing was stored
    boolean tellBudgetSpent(Turn turn, LocalDate day, Written notice) throws SQLException {
        return inLease(
                turn,
                connection ->
                        Budgets.tell(connection, turn.room(), day)
                                && write(connection, turn, notice, null));
    }

    private static boolean write(
            Connection connection, Turn turn, Written written, @Nullable Recital recital)
            throws SQLException {
        record(connection, turn, recital);
        if (written.outcome() instanceof Outcome.Replied) {
            Excuses.forget(connection, turn.room());
        }
        return Database.update(
                        connection,
                        """
                        update turns set written = ?, written_outcome = ?, written_reason = ?, written_by = ?
                        where id = ?\
                        """,
                        written.text(),
                        written.outcome().code(),
                        written.outcome().reason(),
                        written.provider(),
                        turn.id())
                == 1;
    }

    private static void record(Connection connection, Turn turn, @Nullable Recital recital)
            throws SQLException {
        if (recital != null) {
            Database.update(
                    connection,
                    """
                    update turns set provider = ?, model = ?, tokens_in = ?, tokens_out = ?, first_token_ms = ?,
                        duration_ms = ? where id = ?\
                    """,
                    recital.provider(),
                    recital.model(),
                    recital.tokensIn(),
                    recital.tokensOut(),
                    recital.firstToken() == null ? null : recital.firstToken().toMillis(),
                    recital.duration().toMillis(),
                    turn.id());
        }
        settle(connection, turn, recital);
    }

    private static void settle(Connection connection, Turn turn, @Nullable Recital recital)
            throws SQLException {
        for (Held held :
                Database.query(
                        connection,
                        "select reserved, reserved_on from turns where id = ? and reserved is not null",
                        Turns::held,
                        turn.id())) {
            long spent =
                    recital == null
                            ? held.tokens()
                            : (long) recital.tokensIn() + recital.tokensOut();
            Budgets.settle(connection, turn.room(), held.day(), held.tokens(), spent);
            Database.update(connection, "update turns set reserved = null where id = ?", turn.id());
        }
    }

    /// Does something in a transaction in which the turn surely is this worker's.
    private <T> T inLease(Turn turn, Database.Work<T> work) throws SQLException {
        return database.inTransaction(connection -> {
            boolean ours =
                    !Database.query(
                                    connection,
                                    """
                                    select 1 from turns where id = ? and fence = ? and outcome is null
                                    for update\
                                    """,
                                    row -> row.getInt(1),
                                    turn.id(),
                                    turn.fence())
                            .isEmpty();
            if (!ours) {
                throw new LeaseLostException(turn.id());
            }
            return work.in(connection);
        });
    }

    private static String json(Map<String, Double> scores) {
        try {
            return JSON.writeValueAsString(scores);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A newer version of the service may have written a rule that this one does not know.
    private static Rule rule(String wireName) {
        return Arrays.stream(Rule.values())
                .filter(rule -> rule.wireName().equals(wireName))
                .findFirst()
                .orElse(Rule.ROTATION);
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(row.getLong("reserved"), row.getObject("reserved_on", LocalDate.class));
    }

    private static Turn turn(ResultSet row) throws SQLException {
        String persona = row.getString("persona_id");
        String written = row.getString("written");
        return new Turn(
                row.getLong("id"),
                row.getString("room_id"),
                row.getObject("trigger_id", UUID.class),
                row.getString("kind"),
                row.getLong("seq"),
                row.getString("traceparent"),
                row.getLong("fence"),
                row.getInt("attempts"),
                row.getInt("calls"),
                Duration.ofMillis(row.getLong("waited_ms")),
                persona == null
                        ? null
                        : new Cast(persona, rule(row.getString("rule")), row.getInt("hop")),
                row.getObject("reserved") == null ? null : held(row),
                written == null
                        ? null
                        : new Written(
                                written,
                                Outcome.of(
                                        row.getString("written_outcome"),
                                        row.getString("written_reason")),
                                row.getString("written_by")));
    }
}
