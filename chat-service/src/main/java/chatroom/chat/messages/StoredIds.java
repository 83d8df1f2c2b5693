package chatroom.chat.messages;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/// Which messages Postgres has. Nearly every new message is asked for, so the questions that gather
/// while one query is under way go together in the next: in a quiet minute nobody waits, and under
/// load a query is for many.
@ApplicationScoped
class StoredIds {

    private final StoredMessages stored;
    private final Queue<Question> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock asking = new ReentrantLock();

    private record Question(UUID id, CompletableFuture<Boolean> answer) {}

    StoredIds(StoredMessages stored) {
        this.stored = stored;
    }

    /// Whether the message of this id is stored. Blocks, on a virtual thread or a worker.
    ///
    /// @throws PersistenceException where Postgres does not answer
    boolean contain(UUID id) {
        var question = new Question(id, new CompletableFuture<>());
        waiting.add(question);
        asking.lock();
        try {
            if (!question.answer().isDone()) {
                answerAll();
            }
        } finally {
            asking.unlock();
        }
        try {
            return question.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof PersistenceException known
                    ? known
                    : new PersistenceException(e.getCause());
        }
    }

    /// Questions that no query has yet.
    int waiting() {
        return waiting.size();
    }

    private void answerAll() {
        List<Question> questions = gathered();
        try {
            Set<UUID> there = stored.idsAmong(questions.stream().map(Question::id).toList());
            questions.forEach(asked -> asked.answer().complete(there.contains(asked.id())));
        } catch (RuntimeException e) {
            // Those who asked meanwhile do not wait for a second time-out.
            questions.addAll(gathered());
            questions.forEach(asked -> asked.answer().completeExceptionally(e));
        }
    }

    private List<Question> gathered() {
        var questions = new ArrayList<Question>();
        for (Question next = waiting.poll(); next != null; next = waiting.poll()) {
            questions.add(next);
        }
        return questions;
    }
}
