package chatroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the edge itself says: security headers, the page, health.
@QuarkusTest
@QuarkusTestResource(StandIns.class)
class AnswersTest {

    private static final String CSP =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";
    private static final String[] HTML = {"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"};

    private final EdgeClient edge = new EdgeClient();

    @AfterEach
    void allReady() {
        StandIns.NOT_READY.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/assets/index-Ab12Cd34.js",
                "/api/me",
                "/api/nothing",
                "/api/rooms/lobby/breaks",
                "/health",
                "/metrics",
                "/ws/lobby",
                "/login",
                "/api//me"
            })
    void everyAnswerCarriesTheSecurityHeaders(String path) {
        var headers = edge.get(path).headers();

        assertThat(headers.allValues("content-security-policy")).containsExactly(CSP);
        assertThat(headers.allValues("x-content-type-options")).containsExactly("nosniff");
        assertThat(headers.firstValue("referrer-policy")).contains("same-origin");
        assertThat(headers.firstValue("cross-origin-opener-policy")).contains("same-origin");
        assertThat(headers.firstValue("cross-origin-resource-policy")).contains("same-origin");
        assertThat(headers.firstValue("permissions-policy")).isPresent();
        assertThat(headers.firstValue("strict-transport-security")).isPresent();
        assertThat(headers.firstValue("server")).isEmpty();
    }

    @Test
    void anAnswerOfAServiceIsNotKeptByBrowsers() {
        assertThat(edge.get("/api/me").headers().firstValue("cache-control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/rooms/lobby", "/login", "/settings"})
    void thePageAnswersItsOwnPaths(String path) {
        var answer = edge.get(path, HTML);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<!doctype html>");
        assertThat(answer.headers().firstValue("content-type"))
                .contains("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-cache");
    }

    @Test
    void thePageIsNoAnswerToPrograms() {
        assertThat(edge.get("/rooms/lobby", "Accept", "application/json").statusCode())
                .isEqualTo(404);
        assertThat(edge.call("POST", "/rooms/lobby", "{}", HTML).statusCode()).isEqualTo(404);
    }

    @Test
    void aHashedFileIsKeptForever() {
        var headers = edge.get("/assets/index-Ab12Cd34.js").headers();

        assertThat(headers.firstValue("cache-control"))
                .contains("public, max-age=31536000, immutable");
        assertThat(headers.firstValue("content-type").orElse("")).startsWith("text/javascript");
    }

    @Test
    void aFileIsSentCompressedToWhoTakesIt() {
        var plain = edge.get("/assets/index-Ab12Cd34.js");
        var compressed = edge.get("/assets/index-Ab12Cd34.js", "Accept-Encoding", "br, gzip");

        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(compressed.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(compressed.body().length()).isLessThan(plain.body().length());
        assertThat(plain.headers().firstValue("vary").orElse("")).containsIgnoringCase("encoding");
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() {
        String etag = edge.get("/", HTML).headers().firstValue("etag").orElseThrow();

        var again = edge.get("/", "If-None-Match", etag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void healthIsUpWhileEachServiceHasAProcessThatIsReady() {
        StandIns.NOT_READY.add("chat-a");

        await().untilAsserted(() -> {
            var answer = edge.get("/health");
            assertThat(answer.statusCode()).isEqualTo(200);
            var report = EdgeClient.json(answer);
            assertThat(report.getString("status")).isEqualTo("UP");
            var chat = report.getJsonObject("services").getJsonObject("chat");
            assertThat(chat.getString("status")).isEqualTo("UP");
            assertThat(chat.getInteger("ready")).isEqualTo(1);
            assertThat(chat.getInteger("of")).isEqualTo(2);
        });
    }

    @Test
    void healthIsDownWhenAServiceIs() {
        StandIns.NOT_READY.add("ai");

        await().untilAsserted(() -> {
            var answer = edge.get("/health");
            assertThat(answer.statusCode()).isEqualTo(503);
            var services = EdgeClient.json(answer).getJsonObject("services");
            assertThat(services.getJsonObject("ai").getString("status")).isEqualTo("DOWN");
            assertThat(services.getJsonObject("identity").getString("status")).isEqualTo("UP");
        });
    }

    @Test
    void healthAsksTheServicesOnceASecond() {
        await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
        StandIns.HEALTH_CALLS.set(0);

        for (int i = 0; i < 20; i++) {
            edge.get("/health");
        }

        // Five processes; twenty calls may straddle the second.
        assertThat(StandIns.HEALTH_CALLS.get()).isBetween(5, 10);
    }
}
