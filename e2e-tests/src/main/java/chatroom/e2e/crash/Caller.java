package chatroom.e2e.crash;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads the rooms' histories by REST, again and again, as pages do that are opened.
final class Caller implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Account account;
    private final List<String> rooms;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Thread thread;

    private Caller(Account account, List<String> rooms) {
        this.account = account;
        this.rooms = List.copyOf(rooms);
        this.thread = Thread.ofVirtual().name("caller").unstarted(this::call);
    }

    static Caller begin(Account account, List<String> rooms) {
        var caller = new Caller(account, rooms);
        caller.thread.start();
        return caller;
    }

    private void call() {
        while (!Thread.currentThread().isInterrupted()) {
            String room = rooms.get(calls.getAndIncrement() % rooms.size());
            try {
                Answer answer = account.api().get("/api/rooms/" + room + "/messages?limit=5");
                if (answer.status() != 200) {
                    failures.merge("status " + answer.status(), 1, Integer::sum);
                }
            } catch (UncheckedIOException e) {
                // No connection: the gateway itself is away. The next call opens another.
            } catch (IllegalStateException e) {
                return;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// How many were made.
    int calls() {
        return calls.get();
    }

    /// Answers that were no histories.
    Map<String, Integer> failures() {
        return Map.copyOf(failures);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
