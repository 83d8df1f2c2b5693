package chatroom.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordHasherTest {

    private final PasswordHasher hasher = new PasswordHasher(2);

    @Test
    void theHashNamesItsParametersAndHasASaltOfItsOwn() {
        String hash = hasher.hash("SecurePass123!");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hasher.hash("SecurePass123!")).isNotEqualTo(hash);
    }

    @Test
    void onlyTheSamePasswordMatches() {
        String hash = hasher.hash("SecurePass123!");
        assertThat(hasher.matches("SecurePass123!", hash)).isTrue();
        assertThat(hasher.matches("SecurePass123", hash)).isFalse();
        assertThat(hasher.matches("securePass123!", hash)).isFalse();
    }

    @Test
    void nothingIsTruncated() {
        String longest = "x".repeat(127);
        String hash = hasher.hash(longest + "a");
        assertThat(hasher.matches(longest + "a", hash)).isTrue();
        assertThat(hasher.matches(longest + "b", hash)).isFalse();
    }

    @Test
    void anotherKeyboardsCompositionIsTheSamePassword() {
        assertThat(hasher.matches("cafe\u0301 au lait!", hasher.hash("caf\u00e9 au lait!")))
                .isTrue();
    }

    @Test
    void whereThereIsNoHashNothingMatches() {
        assertThat(hasher.matches("nobody has this password", null)).isFalse();
    }

    @Test
    void tooManyAtOnceAreToldToComeBack() {
        var one = new PasswordHasher(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes =
                    Stream.generate(() ->
                                    CompletableFuture.supplyAsync(() -> outcome(one), threads))
                            .limit(120)
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
            assertThat(outcomes).contains("ok", "503 busy 2").containsOnly("ok", "503 busy 2");
        }
    }

    // F: a small container on a large node was killed by the first sign-ups.
    @ParameterizedTest
    @CsvSource({"16, 194, 1", "2, 4096, 2", "64, 1024, 8", "8, 16, 1"})
    void hashesComputedAtOnceFitInASixthOfTheHeap(int cores, long heapMib, int atOnce) {
        assertThat(PasswordHasher.concurrency(cores, heapMib * 1024 * 1024)).isEqualTo(atOnce);
    }

    private static String outcome(PasswordHasher hasher) {
        try {
            hasher.hash("SecurePass123!");
            return "ok";
        } catch (HttpProblem refused) {
            return "%d %s %s"
                    .formatted(
                            refused.getStatusCode(),
                            refused.getParameters().get("code"),
                            refused.getHeaders().get("Retry-After"));
        }
    }
}
