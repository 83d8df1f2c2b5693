package chatroom.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Api;
import chatroom.e2e.client.Frame;
import chatroom.e2e.journeys.Talk;
import chatroom.e2e.journeys.Talk.Party;
import chatroom.e2e.observability.Collector.Span;
import chatroom.e2e.product.Product;
import chatroom.e2e.product.RunFile.Running;
import chatroom.e2e.product.SharedProduct;
import chatroom.e2e.sms.Simulation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// What somebody says is one trace, through every service, up to the persona's answer on
/// everybody's screen and phone.
@Order(96)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TraceIT {

    private static final String GATEWAY = "gateway-service";
    private static final String IDENTITY = "identity-service";
    private static final String CHAT = "chat-service";
    private static final String AI = "ai-orchestrator-service";
    private static final String SMS = "sms-service";

    /// As Prometheus 3 sends it.
    private static final String ACCEPTED_BY_PROMETHEUS =
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                    + "application/openmetrics-text;version=0.0.1;q=0.5,"
                    + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                    + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    private static final Pattern EXAMPLE =
            Pattern.compile(
                    "^http_server_requests_seconds_bucket.* # \\{.*trace_id=\"(\\w+)\"",
                    Pattern.MULTILINE);

    private static final Set<String> ALL = Set.of(GATEWAY, IDENTITY, CHAT, AI, SMS);

    private static final String ROOM = "traced";
    private static final String ANNAS = "+12025550143";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String DELIVER_MESSAGE = "deliver chatroom.message.posted";
    private static final String DELIVER_REPLY = "deliver chatroom.reply.posted";

    private final List<String> secrets = new ArrayList<>(List.of(ANNAS, ANNAS.substring(1)));
    private Collector collector;
    private Product product;
    private Party party;
    private Simulation twilio;

    /// A trace as a client begins it: that it is recorded is not the client's to say.
    private record Act(String trace, String span) {
        static Act begin() {
            var ids = new byte[24];
            ThreadLocalRandom.current().nextBytes(ids);
            String digits = HexFormat.of().formatHex(ids);
            return new Act(digits.substring(0, 32), digits.substring(32));
        }

        String traceparent() {
            return "00-" + trace + "-" + span + "-00";
        }
    }

    @BeforeAll
    void start() {
        SharedProduct.stop();
        collector = Collector.start();
        product =
                Product.start(
                        Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(),
                                "OTEL_TRACES_SAMPLER", "always_on",
                                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "PT0.2S",
                                "CHATROOM_SMS_GATHER", "1S"),
                        "--sms-simulator");
        twilio = new Simulation(product.run().smsSimulator());
        party = new Talk(product).gather(ROOM);
        twilio.register(party.a(), ANNAS, ROOM);
    }

    @AfterAll
    void stop() {
        party.close();
        product.close();
        collector.close();
    }

    @Test
    @Order(1)
    void aTextFromAPhoneIsOneTraceToTheAnswerOnThatPhone() {
        String text = "@einstein what is a moment?";
        assertThat(twilio.text(ANNAS, text)).isEqualTo(200);
        Frame answer = Talk.answer(party, Talk.line(party, text));
        twilio.await(ANNAS, answer.text(), SOON);
        secret(text, answer.text());

        // Twilio begins no trace: it begins at the gateway.
        Span handedOver =
                collector.await(
                        "the answer's handover",
                        span ->
                                span.is(SMS, "sms handover")
                                        && span.attribute("chatroom.sms.kind").equals("reply"));
        assertThat(handedOver.kind()).isEqualTo("CLIENT");
        assertThat(handedOver.attribute("chatroom.sms.answer")).isEqualTo("accepted");
        awaitCauses(
                handedOver,
                SMS + " sms handover",
                AI + " append chatroom.reply.posted",
                AI + " turn",
                CHAT + " append chatroom.message.posted",
                CHAT + " POST /api/rooms/{id}/messages",
                SMS + " text",
                SMS + " POST /sms/incoming",
                GATEWAY + " POST",
                GATEWAY + " POST /sms/incoming");
        assertThat(collector.trace(handedOver.trace()))
                .extracting(Span::service)
                .containsOnly(GATEWAY, CHAT, AI, SMS);
        // That its owner is somebody, identity-service said when the phone chose its room.
        Span acting =
                collector.await(
                        "a token for the phone's owner",
                        span -> span.is(IDENTITY, "POST /internal/tokens"));
        awaitCauses(
                acting,
                IDENTITY + " POST /internal/tokens",
                SMS + " PATCH /api/me/phone",
                GATEWAY + " PATCH",
                GATEWAY + " PATCH /api/me/phone");
    }

    @Test
    @Order(2)
    void whatABrowserPostsIsOneTraceThroughEveryService() {
        Act act = Act.begin();
        String text = "@einstein is " + party.a().name() + " late? @" + party.a().name();
        // As the page does it where the credential has expired: renewed, and sent, in one act.
        Api browser = Api.at(product.url());
        String password = "violet kettle orbit " + party.b().name();
        String refresh =
                browser.post("/login", Map.of("username", party.b().name(), "password", password))
                        .expect(200)
                        .json()
                        .path("refresh_token")
                        .asText();
        String token =
                browser.in(act.traceparent())
                        .post("/refresh", Map.of("refresh_token", refresh))
                        .expect(200)
                        .json()
                        .path("access_token")
                        .asText();
        browser.in(act.traceparent())
                .as(token)
                .post("/api/rooms/" + ROOM + "/messages", Map.of("content", text))
                .expect(201);
        Frame answer = Talk.answer(party, Talk.line(party, text));
        twilio.await(ANNAS, text, SOON);
        secret(text, answer.text(), password, refresh, token);

        Span delivered = awaitIn(act.trace(), CHAT, DELIVER_REPLY);
        awaitCauses(
                delivered,
                CHAT + " " + DELIVER_REPLY,
                AI + " append chatroom.reply.posted",
                AI + " turn",
                CHAT + " append chatroom.message.posted",
                CHAT + " POST /api/rooms/{id}/messages",
                GATEWAY + " POST",
                GATEWAY + " POST /api/rooms/:room/*",
                "browser " + act.span());
        Span model = awaitIn(act.trace(), AI, "chat lines");
        awaitCausesFirst(model, AI + " chat lines", AI + " turn");
        assertThat(model.attributes())
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "builtin")
                .containsKeys("gen_ai.request.model", "gen_ai.usage.output_tokens");
        Span handedOver = awaitIn(act.trace(), SMS, "sms handover");
        awaitCausesFirst(
                handedOver, SMS + " sms handover", CHAT + " append chatroom.message.posted");
        Span refreshed = awaitIn(act.trace(), IDENTITY, "POST /refresh");
        awaitCauses(
                refreshed,
                IDENTITY + " POST /refresh",
                GATEWAY + " POST",
                GATEWAY + " POST /refresh",
                "browser " + act.span());
        awaitAllServices(act.trace());
    }

    @Test
    @Order(3)
    void aFrameIsPartOfItsClientsTraceAndDeliveredInOneSpanForAllSockets() {
        Act act = Act.begin();
        String text = "@shakespeare to be, or what?";
        party.atA()
                .raw(
                        """
                        {"type":"message","text":"%s","client_id":"%s","traceparent":"%s"}\
                        """
                                .formatted(text, UUID.randomUUID(), act.traceparent()));
        Frame answer = Talk.answer(party, Talk.line(party, text));
        secret(text, answer.text());

        awaitCauses(
                awaitIn(act.trace(), CHAT, DELIVER_REPLY),
                CHAT + " " + DELIVER_REPLY,
                AI + " append chatroom.reply.posted",
                AI + " turn",
                CHAT + " append chatroom.message.posted",
                CHAT + " message",
                "browser " + act.span());
        List<Span> delivered =
                collector.trace(act.trace()).stream()
                        .filter(span -> span.is(CHAT, DELIVER_MESSAGE))
                        .toList();
        assertThat(delivered).hasSize(1);
        assertThat(delivered.getFirst().attribute("chatroom.sockets")).contains("2");
        assertThat(collector.trace(act.trace())).noneMatch(span -> span.name().contains("delta"));
    }

    @Test
    @Order(4)
    void aProblemNamesTheTraceThatIsRecorded() {
        Act act = Act.begin();
        Api traced = party.a().api().in(act.traceparent());
        for (String path : List.of("/api/rooms/no-such-room", "/api/nothing")) {
            assertThat(traced.get(path).expect(404).json().path("trace_id").asText())
                    .isEqualTo(act.trace());
        }
        Span refused = awaitIn(act.trace(), CHAT, "GET /api/rooms/{id}");
        assertThat(refused.attribute("http.response.status_code")).contains("404");
        awaitIn(act.trace(), GATEWAY, "GET /*");
    }

    @Test
    @Order(5)
    void aLogLineNamesTheTraceThatIsRecorded() throws Exception {
        Running chat = product.run().process("chat").orElseThrow();
        send("PUT", chat, "/q/logging/chatroom.chat.socket?level=DEBUG");
        Act act = Act.begin();
        URI door = URI.create(product.url().toString().replace("http", "ws") + "/ws/" + ROOM);
        // Nobody is let in without a credential, which only the log tells why.
        assertThat(
                        HTTP.newWebSocketBuilder()
                                .header("traceparent", act.traceparent())
                                .buildAsync(door, new WebSocket.Listener() {}))
                .failsWithin(SOON);
        awaitIn(act.trace(), CHAT, "GET /ws/:room_id");
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(product.tail("chat"))
                                .contains("trace=" + act.trace() + " handshake refused with 401"));
        send("DELETE", chat, "/q/logging/chatroom.chat.socket");
    }

    @Test
    @Order(7)
    void metricsNameTracesAsExamplesToPrometheus() throws Exception {
        for (String service : List.of("gateway", "chat")) {
            Running process = product.run().process(service).orElseThrow();
            HttpResponse<String> scraped =
                    HTTP.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + process.managementPort()
                                                            + "/q/metrics"))
                                    .header("Accept", ACCEPTED_BY_PROMETHEUS)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(scraped.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/openmetrics-text");
            List<String> traces =
                    EXAMPLE.matcher(scraped.body())
                            .results()
                            .map(example -> example.group(1))
                            .distinct()
                            .toList();
            assertThat(traces).as(service).isNotEmpty();
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(traces).noneMatch(id -> collector.trace(id).isEmpty()));
        }
    }

    private static void send(String method, Running process, String path)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + process.managementPort() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    @Order(6)
    void noSpanHoldsWhatWasSaidOrWhoItWas() {
        party.a().api().get("/api/rooms/" + ROOM + "/messages?q=moment").expect(200);
        Span search =
                collector.await(
                        "the search",
                        span ->
                                span.service().equals(CHAT)
                                        && span.attributes().containsKey("url.query"));
        assertThat(search.attribute("url.query")).isEqualTo("REDACTED");
        secret("moment", party.a().token(), "127.0.0.1");
        assertThat(collector.spans()).hasSizeGreaterThan(30);
        for (Span span : collector.spans()) {
            // Where a call went is no secret, and here the same as where it came from.
            String told =
                    span.attributes().entrySet().stream()
                            .filter(each -> !each.getKey().equals("server.address"))
                            .filter(each -> !each.getKey().equals("url.full"))
                            .map(Map.Entry::toString)
                            .collect(Collectors.joining(" "));
            assertThat(told + span.name() + span.attribute("url.full").replace("127.0.0.1", ""))
                    .as("%s %s", span.service(), span.name())
                    .doesNotContain(secrets);
        }
    }

    private void secret(String... more) {
        secrets.addAll(List.of(more));
    }

    private Span awaitIn(String trace, String service, String name) {
        return collector.await(
                service + " " + name + " in " + trace,
                span -> span.trace().equals(trace) && span.is(service, name));
    }

    private void awaitAllServices(String trace) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(collector.trace(trace))
                                .extracting(Span::service)
                                .containsAll(ALL));
    }

    /// Waits until a span has come with all that caused it, since services export when they will.
    private void awaitCauses(Span span, String... causes) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(causes(span)).containsExactly(causes));
    }

    /// The same for the nearest causes.
    private void awaitCausesFirst(Span span, String... causes) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(causes(span)).startsWith(causes));
    }

    /// A span and what caused it, up to where its trace begins.
    private List<String> causes(Span span) {
        var chain = new ArrayList<String>();
        for (Span each = span; each != null; each = parent(each)) {
            chain.add(each.service() + " " + each.name());
            if (!each.parent().isEmpty() && parent(each) == null) {
                chain.add("browser " + each.parent());
            }
        }
        return chain;
    }

    private @Nullable Span parent(Span span) {
        return collector.trace(span.trace()).stream()
                .filter(each -> each.id().equals(span.parent()))
                .findFirst()
                .orElse(null);
    }
}
