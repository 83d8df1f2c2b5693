package chatroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens to a request on its way in: credentials, origins, headers, bodies.
@QuarkusTest
@QuarkusTestResource(StandIns.class)
class RequestsTest {

    private static final String OURS = "http://localhost:8000";

    private final EdgeClient edge = new EdgeClient();

    @Test
    void theAccessCookieBecomesABearerToken() {
        var headers = seen(edge.get("/api/me", "Cookie", "theme=dark; access_token=abc"));

        assertThat(headers.getString("authorization")).isEqualTo("Bearer abc");
        assertThat(headers.containsKey("cookie")).isFalse();
    }

    @Test
    void aTokenOfOnesOwnGoesBeforeTheCookie() {
        var headers =
                seen(
                        edge.call(
                                "POST",
                                "/api/rooms",
                                "{}",
                                "Cookie",
                                "access_token=abc",
                                "Authorization",
                                "Bearer own"));

        assertThat(headers.getString("authorization")).isEqualTo("Bearer own");
    }

    @Test
    void signingInTakesNoNoticeOfAnOldCookie() {
        var answer = edge.call("POST", "/login", "{}", "Cookie", "access_token=old");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(seen(answer).containsKey("authorization")).isFalse();
        assertThat(seen(answer).containsKey("cookie")).isFalse();
    }

    @Test
    void refreshingHandsOnTheCookiesThatItRenews() {
        var answer =
                edge.call(
                        "POST",
                        "/refresh",
                        "",
                        "Cookie",
                        "access_token=a; refresh_token=r; csrf_token=c",
                        "X-CSRF-Token",
                        "c");

        assertThat(seen(answer).getString("cookie")).isEqualTo("refresh_token=r; csrf_token=c");
        assertThat(seen(answer).containsKey("authorization")).isFalse();
        assertThat(seen(answer).containsKey("x-csrf-token")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void aChangeByCookieNeedsTheCsrfToken(String method) {
        String cookies = "access_token=a; csrf_token=right";
        String path = "/api/rooms/lobby";

        assertCsrf(edge.call(method, path, "", "Cookie", cookies));
        assertCsrf(edge.call(method, path, "", "Cookie", cookies, "X-CSRF-Token", "wrong"));
        assertCsrf(edge.call(method, path, "", "Cookie", "access_token=a", "X-CSRF-Token", "x"));
        assertThat(
                        edge.call(method, path, "", "Cookie", cookies, "X-CSRF-Token", "right")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refreshingByCookieNeedsTheCsrfTokenToo() {
        assertCsrf(edge.call("POST", "/refresh", "", "Cookie", "refresh_token=r"));
    }

    @Test
    void anOriginThatIsNotAllowedIsRefusedWhateverItAsks() {
        var answer = edge.get("/api/personas", "Origin", "http://evil.example");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(EdgeClient.json(answer).getString("code")).isEqualTo("origin_not_allowed");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThat(edge.get("/api/personas", "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(edge.get("/api/personas", "Origin", OURS + ".evil.example").statusCode())
                .isEqualTo(403);
    }

    @Test
    void anAllowedOriginMayReadTheAnswerWithCredentials() {
        var headers = edge.get("/api/personas", "Origin", "https://chat.example.org").headers();

        assertThat(headers.allValues("access-control-allow-origin"))
                .containsExactly("https://chat.example.org");
        assertThat(headers.firstValue("access-control-allow-credentials")).contains("true");
        assertThat(edge.get("/api/personas").headers().map())
                .doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void aPreflightIsAnsweredAtTheEdge() {
        var answer =
                edge.call(
                        "OPTIONS",
                        "/login",
                        "",
                        "Origin",
                        OURS,
                        "Access-Control-Request-Method",
                        "POST");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("access-control-allow-methods").orElse(""))
                .contains("POST");
    }

    @Test
    void whatACallerClaimsToBeNeverReachesAService() {
        var headers =
                seen(
                        edge.get(
                                "/api/me",
                                "X-Forwarded-For",
                                "1.2.3.4",
                                "X-Forwarded-Proto",
                                "https",
                                "X-Forwarded-Host",
                                "evil.example",
                                "Forwarded",
                                "for=1.2.3.4",
                                "X-Real-IP",
                                "1.2.3.4",
                                "X-User-Id",
                                "admin",
                                "X-Auth-Request-User",
                                "admin",
                                "Remote-User",
                                "admin",
                                "X-HTTP-Method-Override",
                                "DELETE"));

        assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(headers.getString("x-forwarded-proto")).isEqualTo("http");
        assertThat(headers.getString("x-forwarded-host"))
                .isEqualTo("127.0.0.1:" + EdgeClient.port());
        assertThat(headers.fieldNames())
                .doesNotContain(
                        "forwarded",
                        "x-real-ip",
                        "x-user-id",
                        "x-auth-request-user",
                        "remote-user",
                        "x-http-method-override");
    }

    @Test
    void whatConnectionNamesStaysWithTheConnection() {
        String answer =
                edge.raw(
                        "GET /api/me HTTP/1.1\r\nHost: x\r\nConnection: close, X-Hop\r\n"
                                + "X-Hop: 1\r\nX-Stays: 1\r\n\r\n");

        assertThat(answer).contains("\"x-stays\"").doesNotContain("\"x-hop\"");
    }

    @Test
    void whatTwilioSignsArrivesAsItWasSent() {
        String form = "Body=a+b%20c&From=%2B15551234567&Body=&MediaUrl=%20x%20&Body=a+b%20c";
        var answer =
                edge.call(
                        "POST",
                        "/sms/incoming?x=1",
                        form,
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "X-Twilio-Signature",
                        "abc=");

        assertThat(EdgeClient.json(answer).getString("body")).isEqualTo(form);
        assertThat(EdgeClient.json(answer).getString("uri")).isEqualTo("/sms/incoming?x=1");
        assertThat(seen(answer).getString("x-twilio-signature")).isEqualTo("abc=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sms/incoming", "/sms/status"})
    void aWebhookNeedsNoProofOfOurPageAndCarriesNobodysCookie(String path) {
        var answer = edge.call("POST", path, "Body=x", "Cookie", "access_token=abc");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(seen(answer).containsKey("authorization")).isFalse();
        assertThat(seen(answer).containsKey("cookie")).isFalse();
    }

    @Test
    void askingForACodeNeedsTheProofOfOurPage() {
        var answer = edge.call("POST", "/sms/verify", "{}", "Cookie", "access_token=abc");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aTraceIsHandedOnOrBegun() {
        String sent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        // The service is called by the gateway's own step of it, which nobody records here.
        assertThat(seen(edge.get("/api/me", "traceparent", sent)).getString("traceparent"))
                .matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00")
                .doesNotContain("b7ad6b7169203331");
        assertThat(seen(edge.get("/api/me", "traceparent", "rubbish")).getString("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(seen(edge.get("/api/me")).getString("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(
                        EdgeClient.json(edge.get("/api/nothing", "traceparent", sent))
                                .getString("trace_id"))
                .isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        var answer = edge.call("POST", "/api/rooms", "x".repeat(64 * 1024 + 1));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(EdgeClient.json(answer).getString("code")).isEqualTo("too_large");
        assertThat(edge.call("POST", "/api/rooms", "x".repeat(64 * 1024)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyWithoutAnnouncedLengthHasTheSameLimit() {
        String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
        String head =
                "POST /api/rooms HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                        + "Connection: close\r\n\r\n";

        assertThat(edge.raw(head + chunk + chunk + "0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(edge.raw(head + chunk + chunk + chunk + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"too_large\"");
    }

    @Test
    void aBodyIsAskedForWhereTheCallerWaits() {
        String answer =
                edge.raw(
                        "POST /api/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                                + "Expect: 100-continue\r\nConnection: close\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 100 ").contains("HTTP/1.1 200 ");
    }

    private static JsonObject seen(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return EdgeClient.json(answer).getJsonObject("headers");
    }

    private static void assertCsrf(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(EdgeClient.json(answer).getString("code")).isEqualTo("csrf");
    }
}
