package chatroom.ai.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatroom.ai.budget.Budgets;
import chatroom.ai.reply.Turn.Written;
import chatroom.ai.store.Database;
import chatroom.ai.turns.Decision.Speaker;
import chatroom.ai.turns.Outcome;
import chatroom.ai.turns.Rule;
import chatroom.ai.turns.SilenceReason;
import chatroom.settings.DatabaseUrl;
import chatroom.standalone.testing.InfrastructureResource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;

/// Leases, fences and budgets against a real PostgreSQL, with nobody else at work in it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TurnsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    private final InfrastructureResource infrastructure = new InfrastructureResource();
    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final Database database = new Database(source);
    private static final long CEILING = 10_000;

    private final Turns turns = new Turns(database, CEILING);

    @BeforeAll
    void start() {
        infrastructure.init(Map.of("service", "ai"));
        DatabaseUrl url =
                DatabaseUrl.parse(
                        Objects.requireNonNull(infrastructure.start().get("DATABASE_URL")));
        source.setUrl(url.jdbcUrl());
        source.setUser(url.username());
        source.setPassword(url.password());
        source.setCurrentSchema("ai");
        Flyway.configure().dataSource(source).schemas("ai").load().migrate();
    }

    @AfterAll
    void stop() {
        infrastructure.stop();
    }

    @BeforeEach
    void empty() throws SQLException {
        database.run(connection ->
                Database.update(connection, "truncate turns, lines, budgets, apologies"));
    }

    @Test
    void aTurnIsClaimedOnce() throws SQLException {
        add("a", UUID.randomUUID());
        assertThat(turns.claim()).isPresent();
        assertThat(turns.claim()).isEmpty();
    }

    @Test
    void aRoomHasOneTurnAtATimeAndRoomsDoNotWaitForOneAnother() throws SQLException {
        add("a", UUID.randomUUID());
        add("a", UUID.randomUUID());
        add("b", UUID.randomUUID());
        assertThat(claimed().room()).isEqualTo("a");
        assertThat(claimed().room()).isEqualTo("b");
        assertThat(turns.claim()).isEmpty();
    }

    @Test
    void manyWorkersAtOnceNeverHoldTwoTurnsOfARoom() throws Exception {
        for (int i = 0; i < 20; i++) {
            add("room" + i % 4, UUID.randomUUID());
        }
        List<Turn> held = new ArrayList<>();
        for (Optional<Turn> turn : atOnce(24, turns::claim)) {
            turn.ifPresent(held::add);
        }
        assertThat(held).extracting(Turn::room).doesNotHaveDuplicates();
        assertThat(held).isNotEmpty();
    }

    @Test
    void peoplesLinesComeBeforePersonasLines() throws SQLException {
        add("a", UUID.randomUUID(), Turns.PERSONA);
        UUID asked = UUID.randomUUID();
        add("a", asked, Turns.PERSON);
        assertThat(claimed().trigger()).isEqualTo(asked);
    }

    @Test
    void whoLostTheLeaseCanChangeNothing() throws SQLException {
        add("a", UUID.randomUUID());
        Turn late = claimed();
        expire(late);
        Turn now = claimed();
        assertThat(now.id()).isEqualTo(late.id());
        assertThat(now.fence()).isEqualTo(late.fence() + 1);
        var text = new Written("late", new Outcome.Replied(), "openai");
        assertThatThrownBy(() -> turns.write(late, text, null))
                .isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> turns.renew(late)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> silence(late)).isInstanceOf(LeaseLostException.class);
        silence(now);
        assertThatThrownBy(() -> silence(now)).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void whoComesAfterFindsWhatWasDecidedAndWritten() throws SQLException {
        UUID asked = UUID.randomUUID();
        add("a", asked);
        Turn first = claimed();
        turns.cast(first, List.of(new Speaker("curie", Rule.MENTION)), 1, Map.of());
        expire(first);
        Turn second = claimed();
        assertThat(second.cast()).isEqualTo(new Turn.Cast("curie", Rule.MENTION, 1));
        turns.write(second, new Written("Hello.", new Outcome.Replied(), "openai"), null);
        expire(second);
        assertThat(claimed().written())
                .isEqualTo(new Written("Hello.", new Outcome.Replied(), "openai"));
    }

    @Test
    void furtherSpeakersGetTurnsOfTheirOwn() throws SQLException {
        add("a", UUID.randomUUID());
        Turn first = claimed();
        turns.cast(
                first,
                List.of(new Speaker("curie", Rule.MENTION), new Speaker("twain", Rule.MENTION)),
                1,
                Map.of());
        silence(first);
        assertThat(claimed().cast()).isEqualTo(new Turn.Cast("twain", Rule.MENTION, 2));
    }

    @Test
    void theSameLineAgainIsNoNewTurn() throws SQLException {
        UUID asked = UUID.randomUUID();
        add("a", asked);
        silence(claimed());
        add("a", asked);
        assertThat(turns.claim()).isEmpty();
    }

    @Test
    void aTurnThatIsPutOffIsNotDueYet() throws SQLException {
        add("a", UUID.randomUUID());
        turns.putOff(claimed(), Duration.ofMinutes(1));
        assertThat(turns.claim()).isEmpty();
    }

    @Test
    void aStopReachesWhoeverHoldsTheLease() throws SQLException {
        add("a", UUID.randomUUID());
        Turn turn = claimed();
        turns.cast(turn, List.of(new Speaker("curie", Rule.MENTION)), 1, Map.of());
        assertThat(turns.renew(turn)).isFalse();
        database.run(connection -> Turns.requestStop(connection, turn.replyId("curie")));
        assertThat(turns.stopRequested(turn)).isTrue();
        assertThat(turns.renew(turn)).isTrue();
    }

    @Test
    void twoHundredAtTheEdgeOfTheBudgetSpendNoMoreThanThereIs() throws Exception {
        int each = 70;
        long limit = 1_000;
        List<Boolean> granted =
                atOnce(
                        200,
                        () ->
                                database.inTransaction(connection ->
                                        Budgets.reserve(connection, "a", DAY, each, limit)
                                                .isPresent()));
        assertThat(granted.stream().filter(grant -> grant).count()).isEqualTo(limit / each);
        assertThat(budget("a")).containsExactly(limit / each * each, 0L);
    }

    // C8
    @Test
    void twoHundredAtTheEdgeOverspendNothingOnceAProviderHasClaimedMoreThanWasReserved()
            throws Exception {
        int each = 70;
        int claim = 98;
        long limit = 1_000;
        call(each, claim, limit);
        atOnce(200, () -> call(each, claim, limit));
        assertThat(budget("a").get(0)).isZero();
        assertThat(budget("a").get(1)).isEqualTo(limit / claim * claim);
    }

    private boolean call(int tokens, int claim, long limit) throws SQLException {
        OptionalLong granted =
                database.inTransaction(
                        connection -> Budgets.reserve(connection, "a", DAY, tokens, limit));
        if (granted.isPresent()) {
            database.run(
                    connection -> Budgets.settle(connection, "a", DAY, granted.getAsLong(), claim));
        }
        return granted.isPresent();
    }

    @Test
    @DisplayName("E3: no room spends more than the operator allows, whatever it chose")
    void theOperatorsCeilingBoundsALimitThatWasStoredBeforeThereWasOne() throws SQLException {
        long chosen = 9_000_000_000_000_000_000L;
        add("a", UUID.randomUUID());
        Turn turn = claimed();
        assertThat(turns.beginCall(turn, DAY, CEILING + 1, chosen)).isFalse();
        assertThat(turns.beginCall(turn, DAY, CEILING, chosen)).isTrue();
        add("b", UUID.randomUUID());
        assertThat(turns.beginCall(claimed(), DAY, 11, 10)).as("its own, lower limit").isFalse();
    }

    @Test
    void tokensOfACallWhoseEndIsUnknownCountAsSpent() throws SQLException {
        add("a", UUID.randomUUID());
        Turn turn = claimed();
        assertThat(turns.beginCall(turn, DAY, 100, 250)).isTrue();
        assertThat(budget("a")).containsExactly(100L, 0L);
        expire(turn);
        Turn again = claimed();
        assertThat(again.held()).isEqualTo(new Turn.Held(100, DAY));
        assertThat(again.calls()).isEqualTo(1);
        assertThat(turns.beginCall(again, DAY, 100, 250)).isTrue();
        assertThat(budget("a")).containsExactly(100L, 100L);
        silence(again);
        assertThat(budget("a")).containsExactly(0L, 200L);
    }

    @Test
    void aRowOfANewerVersionStopsNobody() throws SQLException {
        add("a", UUID.randomUUID());
        turns.cast(claimed(), List.of(new Speaker("curie", Rule.MENTION)), 1, Map.of());
        database.run(connection ->
                Database.update(
                        connection, "update turns set rule = 'telepathy', lease_until = now()"));
        assertThat(claimed().cast()).isEqualTo(new Turn.Cast("curie", Rule.ROTATION, 1));
    }

    @Test
    void whatWasSpentIsCountedOnce() throws SQLException {
        add("a", UUID.randomUUID());
        Turn turn = claimed();
        turns.beginCall(turn, DAY, 100, 1_000);
        var recital =
                new Recital(
                        new Recital.End.Said(),
                        "Hello.",
                        "openai",
                        "m",
                        30,
                        5,
                        null,
                        Duration.ZERO);
        turns.write(turn, new Written("Hello.", new Outcome.Replied(), "openai"), recital);
        turns.close(turn, new Outcome.Replied(), Map.of(), null);
        assertThat(budget("a")).containsExactly(0L, 35L);
    }

    @Test
    void aRoomIsToldOfItsBudgetAndExcusedOnce() throws SQLException {
        var notice = new Written("I rest.", new Outcome.OverBudget(), "builtin");
        var excuse = new Written("I can not.", new Outcome.Failed("cut"), "builtin");
        for (int i = 0; i < 2; i++) {
            add("a", UUID.randomUUID());
            Turn turn = claimed();
            assertThat(turns.tellBudgetSpent(turn, DAY, notice)).isEqualTo(i == 0);
            assertThat(turns.excuse(turn, excuse, null)).isEqualTo(i == 0);
            silence(turn);
        }
    }

    private void add(String room, UUID line) throws SQLException {
        add(room, line, Turns.PERSON);
    }

    private void add(String room, UUID line, String kind) throws SQLException {
        database.run(connection ->
                Turns.add(
                        connection,
                        List.of(new Object[][] {{room, line, kind, 0L, null, null, null, false}})));
    }

    private Turn claimed() throws SQLException {
        return turns.claim().orElseThrow();
    }

    private void silence(Turn turn) throws SQLException {
        turns.close(turn, new Outcome.Silent(SilenceReason.CHANCE), Map.of(), null);
    }

    private void expire(Turn turn) throws SQLException {
        database.run(connection ->
                Database.update(
                        connection,
                        "update turns set lease_until = now() - interval '1 ms' where id = ?",
                        turn.id()));
    }

    private List<Long> budget(String room) throws SQLException {
        return database.inTransaction(connection ->
                Database.query(
                                connection,
                                "select reserved, spent from budgets where room_id = ?",
                                row -> List.of(row.getLong(1), row.getLong(2)),
                                room)
                        .getFirst());
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        // As many connections as the server allows, and more callers than that.
        try (ExecutorService threads = Executors.newFixedThreadPool(40)) {
            List<Future<T>> futures =
                    java.util.stream.IntStream.range(0, times)
                            .mapToObj(i -> threads.submit(work))
                            .toList();
            var results = new ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
