package chatroom.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chatroom.identity.ServiceTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = SentryStandIn.class, restrictToAnnotatedClass = true)
class SentryTest extends ServiceTest {

    @Test
    void anErrorIsToldWithItsPlaceAndWithoutWhatPeopleSaid() {
        Logger.getLogger("org.library").warn("a warning is not told");
        Logger.getLogger("org.library").errorf("could not read %s", "alice@example.org");
        Logger.getLogger("chatroom.problems.ProblemDetails")
                .errorf(
                        new IllegalStateException("token eyJhbGciOi of +12025550143"),
                        "%s failed",
                        "/api/me");

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        SentryStandIn.envelopes().stream()
                                .anyMatch(told -> told.contains("/api/me")));
        String told = String.join("\n", SentryStandIn.envelopes());
        assertThat(told)
                .contains("/api/me failed", "IllegalStateException", "SentryTest")
                .contains("org.library logged an error", "identity-service")
                .doesNotContain("alice@example.org", "eyJhbGciOi", "+12025550143", "a warning");
    }
}
