package chatroom.e2e.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.Frame;
import chatroom.e2e.journeys.Talk;
import chatroom.e2e.journeys.Talk.Party;
import chatroom.e2e.product.Product;
import chatroom.e2e.product.Repository;
import chatroom.e2e.product.SharedProduct;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// What the chatroom and Twilio say to each other, held against what Twilio publishes: its way to
/// sign calls, and its OpenAPI file, read by a stand-in that others made. That file is
/// `twilio_api_v2010.json` of github.com/twilio/twilio-oai: `TWILIO_OPENAPI` names it, or it lies
/// beside the checkout, in `shared/data/twilio`.
@Order(97)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwilioContractIT {

    private static final String PUBLIC = "https://chat.example.org:8443";
    private static final String INCOMING = PUBLIC + "/sms/incoming";
    private static final String STRANGER = "+12025550199";
    private static final String PHONE = "+12025550143";
    private static final Duration SOON = Duration.ofSeconds(30);

    private Product product;
    private int prismsPort;
    private String token;

    @BeforeAll
    void start() throws IOException {
        SharedProduct.stop();
        try (var socket = new ServerSocket(0)) {
            prismsPort = socket.getLocalPort();
        }
        product =
                Product.start(
                        Map.of(
                                "PUBLIC_URL",
                                PUBLIC,
                                "TWILIO_API_URL",
                                "http://127.0.0.1:" + prismsPort,
                                "CHATROOM_SMS_TWILIO_PATIENCE",
                                "5S"),
                        "--sms-simulator");
        token = product.secret("twilio.simulator");
    }

    @AfterAll
    void stop() {
        product.close();
    }

    @Test
    @Order(1)
    void whatTwilioSignedComesThroughTheGatewayWhateverProxiesAdd() throws SQLException {
        long before = stored();
        Webhook call = call("hello");
        assertThat(
                        Map.of(
                                "as it is",
                                incoming(call),
                                "with headers of proxies",
                                incoming(
                                        call("hello")
                                                .with("X-Forwarded-Host", "evil.example")
                                                .with("X-Forwarded-Proto", "http")
                                                .with("X-Forwarded-Port", "80")
                                                .with(
                                                        "Forwarded",
                                                        "for=1.2.3.4;proto=http;host=evil")),
                                "signed without the port",
                                incoming(
                                        call("hello")
                                                .signedFor(
                                                        "https://chat.example.org/sms/incoming")),
                                "with spaces at both ends",
                                incoming(call("  hello \n ")),
                                "in another alphabet",
                                incoming(call("Grüße 👋 &=+%")),
                                "with a parameter of two values",
                                incoming(twice("b", "a")),
                                "with the same value said twice",
                                incoming(twice("a", "a"))))
                .allSatisfy((how, status) -> assertThat(status).as(how).isEqualTo(200));
        assertThat(
                        call("hello")
                                .signedFor(INCOMING + "?x=1&y=a%20b")
                                .at(product.url(), "/sms/incoming?x=1&y=a%20b", token))
                .as("with a query")
                .isEqualTo(200);
        assertThat(stored() - before).isEqualTo(8);
    }

    @Test
    @Order(2)
    void nothingElseDoesAndNothingOfItIsStored() throws SQLException {
        long before = stored();
        Webhook call = call("hello");
        var refused = new LinkedHashMap<String, Integer>();
        refused.put("no signature", call.unsignedAt(product.url(), "/sms/incoming"));
        refused.put("another token", call.at(product.url(), "/sms/incoming", "12345"));
        refused.put("another host", incoming(call.signedFor("https://evil.example/sms/incoming")));
        refused.put(
                "another scheme",
                incoming(call.signedFor("http://chat.example.org:8443/sms/incoming")));
        refused.put(
                "another port",
                incoming(call.signedFor("https://chat.example.org:8444/sms/incoming")));
        refused.put(
                "the inner address",
                incoming(call.signedFor(product.url().resolve("/sms/incoming").toString())));
        refused.put("another path", incoming(call.signedFor(PUBLIC + "/sms/status")));
        refused.put("a query added", call.at(product.url(), "/sms/incoming?x=1", token));
        refused.put("one added", incoming(call.sending(call.body() + "&NumMedia=1")));
        refused.put("an empty one added", incoming(call.sending(call.body() + "&Extra=")));
        refused.put("one doubled", incoming(call.sending(call.body() + "&Body=more")));
        refused.put("one removed", incoming(call.sending(call.body().replace("Body=hello&", ""))));
        refused.put("one changed", incoming(call.sending(call.body().replace("hello", "bye"))));
        refused.put("a space cut off", incoming(call("hello ").sending(call("hello").body())));
        refused.put("nothing at all", incoming(call.sending("")));
        Webhook status =
                Webhook.to(
                        PUBLIC + "/sms/status",
                        Map.of("MessageSid", sid(), "MessageStatus", "delivered"));
        refused.put("a status, unsigned", status.unsignedAt(product.url(), "/sms/status"));
        refused.put("a status of another id", status.at(product.url(), "/sms/status?id=1", token));
        System.out.printf("refused webhooks: %s%n", refused);
        assertThat(refused)
                .allSatisfy((what, answer) -> assertThat(answer).as(what).isEqualTo(403));
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void whatIsSentIsWhatTwiliosOwnDescriptionAllows() {
        try (Prism prism = Prism.answering(openApi(), prismsPort)) {
            Account anna = Api.at(product.url()).signUp(SharedProduct.name("anna"));
            anna.api()
                    .post("/sms/verify", Map.of("phone_number", STRANGER, "consent", true))
                    .expect(202);
            Awaitility.await()
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> count("outbox where kind = 'code' and sid is not null") == 1);
            System.out.printf(
                    "prism: %d requests passed, %d violations%n",
                    prism.passed(), prism.violations().size());
            assertThat(prism.violations()).isEmpty();
            assertThat(prism.passed()).isPositive();
        }
    }

    @Test
    @Order(4)
    void theWholeWayFromAPhoneAndBackKeepsToTwiliosDescription() {
        Path openApi = openApi();
        var twilio = new Simulation(product.run().smsSimulator());
        var talk = new Talk(product);
        try (Prism prism = Prism.before(product.run().smsSimulator(), openApi, prismsPort);
                Party party = talk.gather("contract")) {
            twilio.register(party.a(), PHONE, "contract");
            assertThat(twilio.text(PHONE, "@einstein what is time?")).isEqualTo(200);
            Frame answer = Talk.answer(party, Talk.line(party, "@einstein what is time?"));
            twilio.await(PHONE, answer.text(), SOON);
            party.atA()
                    .await(
                            "that it was delivered",
                            frame ->
                                    frame.is("sms")
                                            && frame.data()
                                                    .path("state")
                                                    .asText()
                                                    .equals("delivered"));
            // Now its list, too.
            twilio.fault("500", true, true);
            assertThat(twilio.text(PHONE, "/who")).isEqualTo(200);
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> count("outbox where looks > 0 and sid is not null") == 1);
            System.out.printf(
                    "prism: %d posts and %d gets handed on, %d violations%n",
                    prism.handedOn("post"), prism.handedOn("get"), prism.violations().size());
            assertThat(prism.violations()).isEmpty();
            assertThat(prism.handedOn("post")).isGreaterThanOrEqualTo(4);
            assertThat(prism.handedOn("get")).isPositive();
            // Twilio itself answers with paths where its description promises whole addresses.
            assertThat(prism.violationsOfAnswers())
                    .allMatch(line ->
                            line.contains("must match format \"uri\"")
                                    || line.contains("Unable to match the returned status code"));
        }
    }

    private static Path openApi() {
        String given = System.getenv("TWILIO_OPENAPI");
        Path file =
                given == null
                        ? Repository.root()
                                .resolveSibling("shared/data/twilio/twilio_api_v2010.json")
                        : Path.of(given);
        assumeTrue(
                Files.exists(file),
                "TWILIO_OPENAPI: Twilio's OpenAPI description is not part of this product, and not"
                        + " at "
                        + file);
        return file;
    }

    private int incoming(Webhook call) {
        return call.at(product.url(), "/sms/incoming", token);
    }

    private static Webhook call(String body) {
        return Webhook.to(INCOMING, form(body));
    }

    private static Map<String, String> form(String body) {
        var form = new LinkedHashMap<String, String>();
        form.put("MessageSid", sid());
        form.put("Body", body);
        form.put("From", STRANGER);
        form.put("To", "+12025550100");
        return form;
    }

    /// Twilio signs each different value, in order, after the name.
    private static Webhook twice(String first, String second) {
        Map<String, String> form = form("hello");
        Webhook sent = Webhook.to(INCOMING, form);
        var signed = new LinkedHashMap<>(form);
        signed.put("Media", first.equals(second) ? first : "aMediab");
        return sent.sending(sent.body() + "&Media=" + first + "&Media=" + second).signing(signed);
    }

    private long stored() throws SQLException {
        return count("inbox") + count("statuses");
    }

    private long count(String rowsOf) throws SQLException {
        try (var database = product.run().database("sms");
                var statement = database.createStatement();
                var rows = statement.executeQuery("select count(*) from " + rowsOf)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String sid() {
        return "SM" + UUID.randomUUID().toString().replace("-", "");
    }
}
