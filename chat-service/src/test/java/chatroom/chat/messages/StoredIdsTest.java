package chatroom.chat.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class StoredIdsTest {

    private static final Executor ASKERS = Executors.newVirtualThreadPerTaskExecutor();

    // Never asked: what would ask them is overridden.
    private static <T> T never(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            throw new AssertionError(method);
                        }));
    }

    private final Postgres postgres = new Postgres();
    private final StoredIds ids = new StoredIds(postgres);
    private final UUID there = UUID.randomUUID();

    /// Answers once it is let go.
    private final class Postgres extends StoredMessages {
        private final List<Integer> queries = new CopyOnWriteArrayList<>();
        private final CountDownLatch answering = new CountDownLatch(1);
        private volatile boolean down;

        Postgres() {
            super(never(EntityManager.class), never(DataSource.class));
        }

        @Override
        Set<UUID> idsAmong(Collection<UUID> asked) {
            queries.add(asked.size());
            try {
                answering.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (down) {
                throw new PersistenceException("no answer in time");
            }
            return asked.contains(there) ? Set.of(there) : Set.of();
        }
    }

    @Test
    void questionsThatGatherDuringAQueryGoTogetherInTheNext() {
        List<CompletableFuture<Boolean>> answers = oneThenTwo();
        postgres.answering.countDown();
        assertThat(answers.stream().map(CompletableFuture::join))
                .containsExactly(false, true, false);
        assertThat(postgres.queries).containsExactly(1, 2);
    }

    @Test
    void whoAsksWhileAQueryFailsDoesNotWaitForAnother() {
        postgres.down = true;
        List<CompletableFuture<Boolean>> answers = oneThenTwo();
        postgres.answering.countDown();
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer)
                                .failsWithin(Duration.ofSeconds(5))
                                .withThrowableThat()
                                .withCauseInstanceOf(PersistenceException.class));
        assertThat(postgres.queries).containsExactly(1);
    }

    private List<CompletableFuture<Boolean>> oneThenTwo() {
        var first = ask(UUID.randomUUID());
        await().until(() -> postgres.queries.size() == 1);
        var second = ask(there);
        var third = ask(UUID.randomUUID());
        await().until(() -> ids.waiting() == 2);
        return List.of(first, second, third);
    }

    private CompletableFuture<Boolean> ask(UUID id) {
        return CompletableFuture.supplyAsync(() -> ids.contain(id), ASKERS);
    }
}
