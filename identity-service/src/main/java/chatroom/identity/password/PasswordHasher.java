package chatroom.identity.password;

import chatroom.problems.Problems;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Hashes of passwords: Argon2id, 19 MiB, two passes, one lane. Nothing is truncated.
///
/// As many hashes are computed at once as there are cores and as a sixth of the heap holds, and a
/// bounded number may wait: memory stays within bounds whatever comes in, also in a small container
/// on a node with many cores. Do not call this inside a transaction: it would hold a connection for
/// as long.
@ApplicationScoped
public class PasswordHasher {

    private static final int MEMORY_KIB = 19 * 1024;
    private static final Argon2Function ARGON2ID =
            Argon2Function.getInstance(MEMORY_KIB, 2, 1, 32, Argon2.ID);
    private static final int SALT_BYTES = 16;
    private static final int MAX_WAITING_PER_HASH = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Semaphore running;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiting;
    private final String nobody;

    PasswordHasher() {
        this(
                concurrency(
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory()));
    }

    PasswordHasher(int concurrency) {
        this.running = new Semaphore(concurrency, true);
        this.maxWaiting = concurrency * MAX_WAITING_PER_HASH;
        this.nobody = encode("nobody has this password");
    }

    /// How many hashes to compute at once, at least one. Each allocates its 19 MiB on the heap.
    ///
    /// @param maxHeapBytes of the JVM
    static int concurrency(int cores, long maxHeapBytes) {
        return (int) Math.clamp(maxHeapBytes / 6 / (MEMORY_KIB * 1024L), 1, cores);
    }

    /// The hash of a password, with its salt and parameters, as `$argon2id$…`.
    ///
    /// @throws HttpProblem 503 with Retry-After when too many are waiting
    public String hash(String password) {
        return inTurn(() -> encode(password));
    }

    /// Whether that is the password. Takes its time also where there is no hash to compare with:
    /// who asks can not tell a wrong password from an unknown name.
    ///
    /// @param hash null where there is no such account
    /// @throws HttpProblem 503 with Retry-After when too many are waiting
    public boolean matches(String password, @Nullable String hash) {
        boolean same = inTurn(() -> check(password, hash == null ? nobody : hash));
        return same && hash != null;
    }

    private static String encode(String password) {
        return Password.hash(normal(password)).addRandomSalt(SALT_BYTES).with(ARGON2ID).getResult();
    }

    private static boolean check(String password, String hash) {
        return Password.check(normal(password), hash)
                .with(Argon2Function.getInstanceFromHash(hash));
    }

    /// The same password typed on another keyboard may come in another composition.
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T inTurn(Supplier<T> work) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            throw overloaded();
        }
        try {
            if (!running.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw overloaded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded();
        } finally {
            waiting.decrementAndGet();
        }
        try {
            return work.get();
        } finally {
            running.release();
        }
    }

    private static HttpProblem overloaded() {
        return Problems.unavailable(
                "busy", "Too many people sign in just now. Try again in a moment.", RETRY_AFTER);
    }
}
