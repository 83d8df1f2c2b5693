package chatroom.sms.chat;

import chatroom.roomlog.Traceparent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Short-lived tokens of identity-service with which this service acts for a person.
@ApplicationScoped
class ActingTokens {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Of a token's life, what is not relied on.
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private static final int MANY = 10_000;

    private final URI address;
    private final String credentials;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final Map<UUID, Token> tokens = new ConcurrentHashMap<>();

    ActingTokens(
            @ConfigProperty(name = "IDENTITY_URL") String identity,
            @ConfigProperty(name = "SMS_SERVICE_SECRET") Optional<String> secret,
            ObjectMapper json,
            InstantSource clock) {
        this.address = URI.create(identity.replaceAll("/+$", "") + "/internal/tokens");
        this.credentials =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        ("sms-service:" + secret.orElse("").strip())
                                                .getBytes(StandardCharsets.UTF_8));
        this.json = json;
        this.clock = clock;
    }

    private record Token(String text, Instant until) {}

    /// A token for that person.
    ///
    /// @throws NobodyException where there is no such account (any more), or it is shut out
    /// @throws ChatUnavailableException where identity-service does not give one now
    String of(UUID userId) throws NobodyException, ChatUnavailableException, InterruptedException {
        Token known = tokens.get(userId);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.text();
        }
        Token fresh = fetch(userId);
        if (tokens.size() >= MANY) {
            tokens.clear();
        }
        tokens.put(userId, fresh);
        return fresh.text();
    }

    /// That person's token is not good any more.
    void forget(UUID userId) {
        tokens.remove(userId);
    }

    private Token fetch(UUID userId)
            throws NobodyException, ChatUnavailableException, InterruptedException {
        HttpRequest.Builder asking =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Authorization", credentials)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"user_id\":\"" + userId + "\"}"));
        Traceparent.headers().forEach(asking::header);
        try {
            HttpResponse<String> answer = client.send(asking.build(), BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> token(json.readTree(answer.body()));
                case 404 -> throw new NobodyException(true);
                case 403 -> throw new NobodyException(false);
                default ->
                        throw new ChatUnavailableException(
                                "identity-service answered " + answer.statusCode());
            };
        } catch (IOException e) {
            throw new ChatUnavailableException("identity-service: " + e.getClass().getSimpleName());
        }
    }

    private Token token(JsonNode answer) throws ChatUnavailableException {
        String text = answer.path("access_token").asText("");
        if (text.isEmpty()) {
            throw new ChatUnavailableException("identity-service gave no token");
        }
        Duration life = Duration.ofSeconds(answer.path("expires_in").asLong(0));
        return new Token(text, clock.instant().plus(life).minus(MARGIN));
    }
}
