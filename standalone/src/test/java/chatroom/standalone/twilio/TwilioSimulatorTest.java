package chatroom.standalone.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioSimulatorTest {

    private static final Account ACCOUNT =
            new Account("AC00000000000000000000000000000000", "secret", "+12025550100");
    private static final String PHONE = "+12025550143";
    private static final String PUBLIC = "https://chat.example.org";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<Hook> hooks = new ConcurrentLinkedQueue<>();
    private final HttpServer chatroom = chatroom();
    private TwilioSimulator simulator = start(true);
    private volatile String twiml = "<Response/>";

    /// What the chatroom was told.
    private record Hook(String path, Map<String, String> form, boolean signed) {}

    @BeforeEach
    void fresh() throws Exception {
        control("DELETE", "state", "");
    }

    @AfterEach
    void stop() {
        simulator.close();
        chatroom.stop(0);
    }

    @Test
    void whatAPhoneTextsReachesTheChatroomSignedAndIsAnswered() throws Exception {
        twiml = "<Response><Message>Hi &amp; <![CDATA[welcome]]></Message></Response>";
        JsonNode answer = text("hello & goodbye");
        assertThat(answer.get("status").asInt()).isEqualTo(200);
        Hook hook = hooks.remove();
        assertThat(hook.path()).isEqualTo("/sms/incoming");
        assertThat(hook.signed()).isTrue();
        assertThat(hook.form())
                .containsEntry("From", PHONE)
                .containsEntry("To", ACCOUNT.number())
                .containsEntry("Body", "hello & goodbye")
                .containsKey("MessageSid");
        assertThat(bodies()).containsExactly("hello & goodbye", "Hi & welcome");
    }

    @Test
    void whatTheChatroomSendsIsDeliveredStepByStepAndCanBeLookedUp() throws Exception {
        HttpResponse<String> sent = send(PHONE, "hello", "/sms/status");
        assertThat(sent.statusCode()).isEqualTo(201);
        JsonNode message = Json.MAPPER.readTree(sent.body());
        assertThat(message.get("status").asText()).isEqualTo("queued");
        assertThat(message.get("price").isNull()).isTrue();
        await().until(() -> hooks.size() == 2);
        assertThat(hooks).allSatisfy(hook -> assertThat(hook.signed()).isTrue());
        assertThat(hooks)
                .extracting(hook -> hook.form().get("MessageStatus"))
                .containsExactlyInAnyOrder("sent", "delivered");
        String path = "/Messages/" + message.get("sid").asText() + ".json";
        JsonNode found = Json.MAPPER.readTree(rest("GET", path, "").body());
        assertThat(found.get("status").asText()).isEqualTo("delivered");
        assertThat(found.get("body").asText()).isEqualTo("hello");
        assertThat(found.get("price").asText()).isEqualTo("-0.00790");
    }

    @Test
    void messagesAreListedByPhoneAndTime() throws Exception {
        send(PHONE, "one", null);
        send("+12025550178", "two", null);
        assertThat(listed("?To=%2B12025550143")).containsExactly("one");
        assertThat(listed("?DateSent%3E=2020-01-01T00:00:00Z")).containsExactly("two", "one");
        assertThat(listed("?DateSent%3E=2999-01-01")).isEmpty();
        assertThat(listed("?PageSize=1&Page=1")).containsExactly("one");
    }

    @ParameterizedTest
    @CsvSource({
        "429, false, 429, 0",
        "500, false, 500, 0",
        "500, true, 500, 1",
        "21614, false, 400, 0",
        "30003, false, 201, 1",
        "garbage, true, 200, 1",
        "break, true, 0, 1",
        "break, false, 0, 0"
    })
    void aFaultMeetsTheNextMessageAlone(String kind, boolean accepts, int status, int carried)
            throws Exception {
        String plan = "{\"kind\":\"%s\",\"accepts\":%s,\"times\":1}".formatted(kind, accepts);
        assertThat(control("PUT", "faults", plan).statusCode()).isEqualTo(200);
        if (status == 0) {
            assertThatThrownBy(() -> send(PHONE, "x", null)).isInstanceOf(IOException.class);
        } else {
            assertThat(send(PHONE, "x", null).statusCode()).isEqualTo(status);
        }
        assertThat(bodies()).hasSize(carried);
        assertThat(send(PHONE, "y", null).statusCode()).isEqualTo(201);
    }

    @Test
    void aMessageThatIsLostSaysWhy() throws Exception {
        control("PUT", "faults", "{\"kind\":\"30003\",\"accepts\":false,\"times\":1}");
        send(PHONE, "x", "/sms/status");
        await().until(() -> hooks.size() == 2);
        assertThat(hooks)
                .filteredOn(hook -> "undelivered".equals(hook.form().get("MessageStatus")))
                .singleElement()
                .satisfies(hook -> assertThat(hook.form()).containsEntry("ErrorCode", "30003"));
    }

    @Test
    void callbacksCanGetLostAndTheListStillTells() throws Exception {
        control(
                "PUT",
                "faults",
                "{\"kind\":\"500\",\"accepts\":true,\"no_callbacks\":true,\"times\":1}");
        assertThat(send(PHONE, "silent", "/sms/status").statusCode()).isEqualTo(500);
        send(PHONE, "loud", "/sms/status");
        await().until(() -> hooks.size() == 2);
        await().until(() -> listedStates().equals(List.of("loud delivered", "silent delivered")));
        assertThat(hooks)
                .extracting(hook -> hook.form().get("MessageStatus"))
                .containsExactlyInAnyOrder("sent", "delivered");
    }

    @Test
    void aPhoneThatTextsStopGetsNothingUntilStart() throws Exception {
        twiml = "<Response><Message>ours</Message></Response>";
        text(" stop ");
        HttpResponse<String> refused = send(PHONE, "hello", null);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Json.MAPPER.readTree(refused.body()).get("code").asInt()).isEqualTo(21610);
        assertThat(bodies()).hasSize(2).noneMatch(body -> body.equals("ours"));
        twiml = "<Response/>";
        text("JOIN");
        assertThat(send(PHONE, "hello", null).statusCode()).isEqualTo(400);
        text("start");
        assertThat(send(PHONE, "hello", null).statusCode()).isEqualTo(201);
    }

    @Test
    void whereTheServiceAnswersKeywordsTheCarrierDoesNot() throws Exception {
        simulator.close();
        simulator = start(false);
        text("STOP");
        assertThat(bodies()).containsExactly("STOP");
        assertThat(send(PHONE, "hello", null).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "To=nobody&From=%2B12025550100&Body=x",
                "To=%2B12025550143&Body=x",
                "To=%2B12025550143&From=%2B12025559999&Body=x",
                "To=%2B12025550143&From=%2B12025550100"
            })
    void whatTwilioWouldNotTakeIsNotTaken(String form) throws Exception {
        assertThat(rest("POST", "/Messages.json", form).statusCode()).isEqualTo(400);
    }

    @Test
    void nobodyWithoutTheSecretGetsIn() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri("/2010-04-01/Accounts/x/Messages.json")).build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    @Test
    void noOtherPageCanDriveIt() throws Exception {
        HttpRequest form =
                HttpRequest.newBuilder(uri("/simulator/texts"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))
                        .build();
        assertThat(http.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/style.css", "/phones.js"})
    void thePageIsThere(String path) throws Exception {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.body()).doesNotContain("https://");
    }

    private HttpServer chatroom() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    call -> {
                        try (call) {
                            var form = new HashMap<String, String>();
                            String body =
                                    new String(call.getRequestBody().readAllBytes(), Answers.UTF_8);
                            Form.parse(body)
                                    .entries()
                                    .forEach(pair -> form.put(pair.getKey(), pair.getValue()));
                            String path = call.getRequestURI().getPath();
                            boolean signed =
                                    ACCOUNT.signature(PUBLIC + path, form)
                                            .equals(
                                                    call.getRequestHeaders()
                                                            .getFirst("X-Twilio-Signature"));
                            hooks.add(new Hook(path, form, signed));
                            Answers.send(call, 200, "text/xml", twiml.getBytes(Answers.UTF_8));
                        }
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private TwilioSimulator start(boolean answersKeywords) {
        try {
            String door = "http://127.0.0.1:" + chatroom.getAddress().getPort();
            return TwilioSimulator.start(0, ACCOUNT, PUBLIC, door, answersKeywords);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode text(String body) throws Exception {
        String json = Json.MAPPER.writeValueAsString(Map.of("from", PHONE, "body", body));
        return Json.MAPPER.readTree(control("POST", "texts", json).body());
    }

    private List<String> bodies() throws Exception {
        var bodies = new ArrayList<String>();
        Json.MAPPER
                .readTree(control("GET", "state", "").body())
                .get("messages")
                .forEach(message -> bodies.add(message.get("body").asText()));
        return bodies;
    }

    private List<String> listed(String query) throws Exception {
        var bodies = new ArrayList<String>();
        Json.MAPPER
                .readTree(rest("GET", "/Messages.json" + query, "").body())
                .get("messages")
                .forEach(message -> bodies.add(message.get("body").asText()));
        return bodies;
    }

    private List<String> listedStates() throws Exception {
        var states = new ArrayList<String>();
        Json.MAPPER
                .readTree(rest("GET", "/Messages.json", "").body())
                .get("messages")
                .forEach(message ->
                        states.add(
                                message.get("body").asText()
                                        + " "
                                        + message.get("status").asText()));
        return states;
    }

    private HttpResponse<String> send(String to, String body, @Nullable String callback)
            throws Exception {
        var form = new HashMap<String, String>();
        form.put("To", to);
        form.put("From", ACCOUNT.number());
        form.put("Body", body);
        if (callback != null) {
            form.put("StatusCallback", PUBLIC + callback);
        }
        return rest("POST", "/Messages.json", Form.encode(form));
    }

    private HttpResponse<String> rest(String method, String path, String form) throws Exception {
        String credential = ACCOUNT.sid() + ":" + ACCOUNT.token();
        return http.send(
                HttpRequest.newBuilder(uri("/2010-04-01/Accounts/" + ACCOUNT.sid() + path))
                        .timeout(Duration.ofSeconds(10))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credential.getBytes(Answers.UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(method, BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> control(String method, String what, String json) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri("/simulator/" + what))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + simulator.port() + path);
    }
}
