package chatroom.standalone.twilio;

import chatroom.standalone.twilio.Faults.Plan;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the page and the tests do with the simulator: `GET`/`DELETE /simulator/state`, `POST
/// /simulator/texts`, `PUT`/`DELETE /simulator/faults`.
final class ControlApi {

    static final String ROOT = "/simulator/";

    private final Account account;
    private final Switchboard switchboard;
    private final Carrier carrier;
    private final Faults faults;
    private final String chatroom;

    /// @param chatroom address of the page of the chatroom
    ControlApi(
            Account account,
            Switchboard switchboard,
            Carrier carrier,
            Faults faults,
            String chatroom) {
        this.account = account;
        this.switchboard = switchboard;
        this.carrier = carrier;
        this.faults = faults;
        this.chatroom = chatroom;
    }

    /// A phone writes.
    ///
    /// @param sid the same text again; left out for a new one
    @JsonNaming(SnakeCaseStrategy.class)
    record Text(
            @Nullable String sid,
            String from,
            @Nullable String to,
            String body,
            @Nullable List<String> media) {
        Text {
            Objects.requireNonNull(from);
            Objects.requireNonNull(body);
        }
    }

    void handle(HttpExchange call) throws IOException {
        String what =
                call.getRequestMethod()
                        + " "
                        + call.getRequestURI().getPath().substring(ROOT.length());
        try {
            switch (what) {
                case "GET state" -> Answers.json(call, 200, state());
                case "DELETE state" -> {
                    switchboard.clear();
                    faults.plan(null);
                    Answers.json(call, 200, state());
                }
                case "POST texts" -> Answers.json(call, 200, write(read(call, Text.class)));
                case "PUT faults" -> {
                    faults.plan(read(call, Plan.class));
                    Answers.json(call, 200, state());
                }
                case "DELETE faults" -> {
                    faults.plan(null);
                    Answers.json(call, 200, state());
                }
                default -> Answers.json(call, 404, Map.of("detail", "There is no such call."));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            Answers.json(call, 400, Map.of("detail", "That can not be understood."));
        }
    }

    private Webhooks.Answer write(Text text) {
        return carrier.fromPhone(
                text.sid(),
                text.from(),
                text.to() == null ? account.number() : text.to(),
                text.body(),
                text.media() == null ? List.of() : text.media());
    }

    private Map<String, @Nullable Object> state() {
        var state = new LinkedHashMap<String, @Nullable Object>();
        state.put("chatroom", chatroom);
        state.put("number", account.number());
        state.put("blocked", switchboard.blocked());
        state.put("sent_to_blocked", switchboard.sentToBlocked());
        state.put("fault", faults.planned().orElse(null));
        state.put("messages", switchboard.all());
        return state;
    }

    /// Only JSON is taken: no page elsewhere can send that without being asked first.
    private static <T> T read(HttpExchange call, Class<T> type) throws IOException {
        String contentType = call.getRequestHeaders().getFirst("Content-Type");
        if (contentType == null || !contentType.startsWith("application/json")) {
            throw new IllegalArgumentException("not JSON");
        }
        return Json.MAPPER.readValue(call.getRequestBody().readAllBytes(), type);
    }
}
