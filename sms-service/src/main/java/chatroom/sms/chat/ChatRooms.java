package chatroom.sms.chat;

import chatroom.roomlog.Traceparent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// chat-service's API, as a person: what they may not do there they may not do from a phone.
@ApplicationScoped
public class ChatRooms {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int PAGES = 10;

    private final List<String> addresses;
    private final ActingTokens tokens;
    private final ObjectMapper json;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();

    ChatRooms(
            @ConfigProperty(name = "CHAT_URLS") List<String> addresses,
            ActingTokens tokens,
            ObjectMapper json) {
        this.addresses =
                addresses.stream().map(address -> address.strip().replaceAll("/+$", "")).toList();
        this.tokens = tokens;
        this.json = json;
    }

    /// A room that somebody may see.
    public record Room(String id, String name, boolean joined, int online) {}

    /// What became of a message.
    public sealed interface Posting {
        /// It is in the room, under that id.
        record Posted(UUID messageId) implements Posting {}

        /// It is not, for that reason.
        record Refused(String code, String detail) implements Posting {}
    }

    /// What became of a wish to enter a room.
    public sealed interface Joining {
        /// They are a member.
        record Joined() implements Joining {}

        /// They are not, for that reason.
        record Refused(String code, String detail) implements Joining {}
    }

    private record Answer(int status, JsonNode body) {
        String code() {
            return body.path("code").asText("refused");
        }

        String detail() {
            return body.path("detail").asText("The room did not take it.");
        }
    }

    /// Says something, once for the same client id.
    public Posting post(UUID as, String room, String text, String clientId)
            throws NobodyException, ChatUnavailableException, InterruptedException {
        Answer answer =
                call(
                        as,
                        "POST",
                        room(room) + "/messages",
                        Map.of("content", text, "client_id", clientId));
        if (answer.status() == 200 || answer.status() == 201) {
            return new Posting.Posted(UUID.fromString(answer.body().path("id").asText()));
        }
        return new Posting.Refused(answer.code(), answer.detail());
    }

    /// Enters a room.
    public Joining join(UUID as, String room)
            throws NobodyException, ChatUnavailableException, InterruptedException {
        Answer answer = call(as, "POST", room(room) + "/join", null);
        return answer.status() < 300
                ? new Joining.Joined()
                : new Joining.Refused(answer.code(), answer.detail());
    }

    /// The rooms that somebody may see.
    public List<Room> visibleTo(UUID as)
            throws NobodyException, ChatUnavailableException, InterruptedException {
        var found = new ArrayList<Room>();
        Optional<String> cursor = Optional.of("");
        for (int page = 0; page < PAGES && cursor.isPresent(); page++) {
            Answer answer = call(as, "GET", "/api/rooms?cursor=" + encoded(cursor.get()), null);
            if (answer.status() != 200) {
                throw new ChatUnavailableException("chat-service answered " + answer.status());
            }
            answer.body()
                    .path("items")
                    .forEach(room ->
                            found.add(
                                    new Room(
                                            room.path("id").asText(),
                                            room.path("name").asText(),
                                            room.hasNonNull("role"),
                                            room.path("online").asInt())));
            cursor =
                    answer.body().hasNonNull("next")
                            ? Optional.of(answer.body().path("next").asText())
                            : Optional.empty();
        }
        return found;
    }

    /// The names of who is online in a room; empty where that can not be seen.
    public List<String> present(UUID as, String room)
            throws NobodyException, ChatUnavailableException, InterruptedException {
        var names = new ArrayList<String>();
        call(as, "GET", room(room) + "/presence", null)
                .body()
                .path("items")
                .forEach(member -> names.add(member.path("name").asText()));
        return names;
    }

    private static String room(String id) {
        return "/api/rooms/" + encoded(id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer call(UUID as, String method, String path, @Nullable Object body)
            throws NobodyException, ChatUnavailableException, InterruptedException {
        Answer answer = once(as, method, path, body);
        if (answer.status() == 401) {
            tokens.forget(as);
            answer = once(as, method, path, body);
        }
        if (answer.status() == 401 || answer.status() >= 500) {
            throw new ChatUnavailableException("chat-service answered " + answer.status());
        }
        return answer;
    }

    /// The first chat-service that is there answers.
    private Answer once(UUID as, String method, String path, @Nullable Object body)
            throws NobodyException, ChatUnavailableException, InterruptedException {
        String token = tokens.of(as);
        for (String address : addresses) {
            try {
                HttpRequest.Builder asking =
                        HttpRequest.newBuilder(URI.create(address + path))
                                .timeout(PATIENCE)
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .method(
                                        method,
                                        body == null
                                                ? BodyPublishers.noBody()
                                                : BodyPublishers.ofString(
                                                        json.writeValueAsString(body)));
                Traceparent.headers().forEach(asking::header);
                HttpResponse<String> answer = client.send(asking.build(), BodyHandlers.ofString());
                return new Answer(answer.statusCode(), read(answer.body()));
            } catch (ConnectException e) {
                // The next one may be there.
                continue;
            } catch (IOException e) {
                throw new ChatUnavailableException("chat-service: " + e.getClass().getSimpleName());
            }
        }
        throw new ChatUnavailableException("no chat-service is there");
    }

    private JsonNode read(String body) throws IOException {
        return body.isBlank() ? json.createObjectNode() : json.readTree(body);
    }
}
