package chatroom.e2e.sms;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// The phones and the Twilio of `./chatroom start --sms-simulator`.
public final class Simulation {

    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

    private final Api api;

    public Simulation(URI address) {
        this.api = Api.at(address);
    }

    /// What it knows.
    JsonNode state() {
        return api.get("/simulator/state").expect(200).json();
    }

    /// All that the chatroom sent to a phone, oldest first; Twilio's own answers are left out.
    List<JsonNode> sentTo(String phone) {
        return state().path("messages")
                .valueStream()
                .filter(sms -> !sms.path("inbound").asBoolean() && sms.has("callback"))
                .filter(sms -> sms.path("to").asText().equals(phone))
                .toList();
    }

    /// Those of them with these words.
    List<JsonNode> sentTo(String phone, String words) {
        return sentTo(phone).stream()
                .filter(sms -> sms.path("body").asText().contains(words))
                .toList();
    }

    /// Waits until a phone has got a message with these words.
    public JsonNode await(String phone, String words, Duration atMost) {
        try {
            return Awaitility.await()
                    .atMost(atMost)
                    .pollInterval(Duration.ofMillis(100))
                    .until(
                            () ->
                                    sentTo(phone, words).stream()
                                            .filter(Simulation::isDelivered)
                                            .findFirst(),
                            java.util.Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    phone + " did not get \"" + words + "\", but " + sentTo(phone), e);
        }
    }

    static boolean isDelivered(JsonNode sms) {
        return sms.path("status").asText().equals("delivered");
    }

    /// A phone texts.
    ///
    /// @return the status that the chatroom answered; 0 where it did not
    public int text(String phone, String body) {
        return api.post("/simulator/texts", Map.of("from", phone, "body", body))
                .expect(200)
                .json()
                .path("status")
                .asInt();
    }

    /// The same text, once more or for the first time.
    int text(String sid, String phone, String body) {
        return api.post("/simulator/texts", Map.of("sid", sid, "from", phone, "body", body))
                .expect(200)
                .json()
                .path("status")
                .asInt();
    }

    /// What the next message that the chatroom sends meets.
    void fault(String kind, boolean carriedAllTheSame, boolean callbacksGetLost) {
        var plan = new HashMap<String, Object>();
        plan.put("kind", kind);
        plan.put("accepts", carriedAllTheSame);
        plan.put("no_callbacks", callbacksGetLost);
        plan.put("times", 1);
        api.put("/simulator/faults", plan).expect(200);
    }

    /// Makes a phone somebody's, as people do: by the code that arrives on it.
    public void register(Account owner, String phone, String room) {
        owner.api().post("/sms/verify", Map.of("phone_number", phone, "consent", true)).expect(202);
        JsonNode sms = await(phone, "code", Duration.ofSeconds(30));
        Matcher code = CODE.matcher(sms.path("body").asText());
        if (!code.find()) {
            throw new AssertionError("no code in " + sms);
        }
        owner.api()
                .post("/sms/confirm", Map.of("phone_number", phone, "code", code.group()))
                .expect(200);
        owner.api().patch("/api/me/phone", Map.of("default_room_id", room)).expect(200);
    }
}
