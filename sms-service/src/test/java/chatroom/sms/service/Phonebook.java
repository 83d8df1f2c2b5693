package chatroom.sms.service;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import chatroom.sms.TwilioCall;
import io.restassured.response.ValidatableResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// People with phones, as tests need them: every number is used once.
final class Phonebook {

    static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final AtomicInteger NEXT = Shared.of("phonebook.next", AtomicInteger::new);

    private Phonebook() {}

    /// A valid number of a mobile phone, in a block of its own.
    static String freshNumber() {
        int next = NEXT.incrementAndGet();
        return String.format(Locale.ROOT, "+1201%03d%04d", 210 + next % 700, 1_000 + next);
    }

    /// Somebody whose phone is registered.
    record Owner(UUID id, String number, String token) {

        ValidatableResponse texts(String body) {
            return texts(body, "SM" + UUID.randomUUID().toString().replace("-", ""));
        }

        ValidatableResponse texts(String body, String sid) {
            return incoming(
                    Map.of(
                            "From",
                            number,
                            "To",
                            Surroundings.NUMBER,
                            "Body",
                            body,
                            "MessageSid",
                            sid));
        }

        /// What was sent to the phone since it was registered.
        List<String> got() {
            List<String> all = FakeTwilio.textsTo(number);
            return all.subList(Math.min(2, all.size()), all.size());
        }

        /// Waits for that many SMS.
        List<String> awaitGot(int count) {
            await().atMost(PATIENCE).until(() -> got().size() >= count);
            return got();
        }
    }

    static Owner register() {
        UUID id = UUID.randomUUID();
        return register(id, freshNumber());
    }

    static Owner register(UUID id, String number) {
        String token = TestTokens.token(id, "user");
        verify(token, number).statusCode(202);
        confirm(token, number, code(number, 1)).statusCode(200);
        // The code and the welcome.
        await().atMost(PATIENCE).until(() -> FakeTwilio.textsTo(number).size() == 2);
        return new Owner(id, number, token);
    }

    static ValidatableResponse verify(String token, String number) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("phone_number", number, "consent", true))
                .post("/sms/verify")
                .then();
    }

    static ValidatableResponse confirm(String token, String number, String code) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("phone_number", number, "code", code))
                .post("/sms/confirm")
                .then();
    }

    /// The code in the newest of so many SMS to that number.
    static String code(String number, int messages) {
        await().atMost(PATIENCE).until(() -> FakeTwilio.textsTo(number).size() >= messages);
        return FakeTwilio.textsTo(number).getLast().substring(0, 6);
    }

    static ValidatableResponse incoming(Map<String, String> form) {
        return signed("/sms/incoming", form);
    }

    static ValidatableResponse signed(String path, Map<String, String> form) {
        var sorted = new TreeMap<>(form);
        return given().contentType("application/x-www-form-urlencoded")
                .urlEncodingEnabled(false)
                .header(
                        "X-Twilio-Signature",
                        new TwilioCall(Surroundings.URL + path, sorted)
                                .signature(Surroundings.TOKEN))
                .body(
                        sorted.entrySet().stream()
                                .map(entry ->
                                        entry.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        entry.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&")))
                .post(path)
                .then();
    }
}
