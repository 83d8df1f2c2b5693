package chatroom.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.Api.Answer;
import chatroom.e2e.client.RoomClient;
import chatroom.e2e.contract.OpenApi.Operation;
import chatroom.e2e.product.SharedProduct;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// To somebody outside, a private room answers like a room that does not exist, at every door (E2).
@Order(3)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutsiderIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Calls with these in their path are about a room or a message.
    private static final List<String> ABOUT = List.of("/api/rooms/{", "/api/messages/{");

    private static final List<String> HEADERS_THAT_DIFFER =
            List.of("date", "content-length", "traceparent", "keep-alive");

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final Api anyone = Api.at(SharedProduct.get().url());
    private final Account owner = anyone.signUp(SharedProduct.name("insider"));
    private final Account outsider = anyone.signUp(SharedProduct.name("outsider"));
    private final String hidden = SharedProduct.name("hidden");
    private final String absent = SharedProduct.name("absent");
    private final String secret;
    private final String unknown = UUID.randomUUID().toString();

    OutsiderIT() {
        owner.api()
                .post("/api/rooms", Map.of("id", hidden, "name", "H", "visibility", "private"))
                .expect(201);
        secret =
                owner.api()
                        .post("/api/rooms/" + hidden + "/messages", Map.of("content", "psst"))
                        .expect(201)
                        .json()
                        .path("id")
                        .asText();
    }

    static Stream<Operation> callsAboutARoom() {
        return Witness.documents().operations().stream()
                .filter(call -> ABOUT.stream().anyMatch(part -> call.path().startsWith(part)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callsAboutARoom")
    void aCallTellsNothing(Operation call) {
        Answer ofHidden = send(outsider.api(), call, hidden, secret);
        Answer ofAbsent = send(outsider.api(), call, absent, unknown);

        assertThat(ofAbsent.status()).as(ofAbsent.toString()).isEqualTo(404);
        assertThat(comparable(ofHidden)).isEqualTo(comparable(ofAbsent));
        assertThat(headers(ofHidden)).isEqualTo(headers(ofAbsent));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callsAboutARoom")
    void aCallWithoutACredentialTellsNothing(Operation call) {
        Answer ofHidden = send(anyone, call, hidden, secret);
        Answer ofAbsent = send(anyone, call, absent, unknown);

        assertThat(comparable(ofHidden)).isEqualTo(comparable(ofAbsent));
    }

    @Test
    void aHandshakeTellsNothing() throws IOException {
        String credential = "Authorization: Bearer " + outsider.token() + "\r\n";
        String ofHidden = handshake("/ws/" + hidden, credential);

        assertThat(ofHidden).startsWith("HTTP/1.1 404");
        assertThat(ofHidden).isEqualTo(handshake("/ws/" + absent, credential));
        assertThat(handshake("/chat?user_id=peeper&room_id=" + hidden, ""))
                .startsWith("HTTP/1.1 404")
                .isEqualTo(handshake("/chat?user_id=peeper&room_id=" + absent, ""));
    }

    @Test
    void whoIsOnlineInAPrivateRoomIsNotSeenOutside() {
        try (RoomClient inside = RoomClient.enter(SharedProduct.get().url(), owner.door(hidden))) {
            inside.await("the history", frame -> frame.is("history"));
            for (Api outside : List.of(anyone, outsider.api())) {
                assertThat(outside.get("/clients").expect(200).body())
                        .doesNotContain(hidden)
                        .doesNotContain(owner.name());
            }
            assertThat(owner.api().get("/clients").expect(200).body())
                    .contains(hidden)
                    .contains(owner.name());
        }
    }

    @Test
    void listsDoNotNameAPrivateRoom() {
        assertThat(outsider.api().get("/api/rooms").expect(200).body()).doesNotContain(hidden);
        assertThat(outsider.api().get("/api/rooms?q=H").expect(200).body()).doesNotContain(hidden);
    }

    private static Answer send(Api api, Operation call, String room, String message) {
        String id = call.path().startsWith("/api/messages/") ? message : room;
        String path = call.path().replaceFirst("\\{\\w+}", id).replaceAll("\\{\\w+}", "x");
        Object body = call.request().isMissingNode() ? Map.of() : sample(call, call.request());
        return switch (call.method()) {
            case "GET" -> api.get(path);
            case "DELETE" -> api.delete(path);
            case "POST" -> api.post(path, body);
            case "PUT" -> api.put(path, body);
            case "PATCH" -> api.patch(path, body);
            default -> throw new IllegalArgumentException(call.toString());
        };
    }

    /// The smallest value that a schema takes.
    private static JsonNode sample(Operation call, JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asText().replaceFirst(".*/", "");
            return sample(call, call.components().path("schemas").path(name));
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "object" -> {
                ObjectNode object = JSON.createObjectNode();
                for (JsonNode required : schema.path("required")) {
                    String field = required.asText();
                    object.set(field, sample(call, schema.path("properties").path(field)));
                }
                yield object;
            }
            case "array" -> JSON.createArrayNode();
            case "integer", "number" -> JSON.getNodeFactory().numberNode(1);
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            default -> JSON.getNodeFactory().textNode("x");
        };
    }

    /// All of an answer but what names the very call.
    private static String comparable(Answer answer) {
        if (!answer.isJson()) {
            return answer.status() + " " + answer.body();
        }
        JsonNode body = answer.json();
        if (body instanceof ObjectNode object) {
            object.remove(List.of("trace_id", "instance"));
        }
        return answer.status() + " " + body;
    }

    private static Map<String, List<String>> headers(Answer answer) {
        return answer.headers().map().entrySet().stream()
                .filter(header ->
                        !HEADERS_THAT_DIFFER.contains(
                                header.getKey().toLowerCase(java.util.Locale.ROOT)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The whole answer to a handshake, but for what names the very call.
    private String handshake(String path, @Nullable String credential) throws IOException {
        URI url = SharedProduct.get().url();
        try (var socket = new Socket("127.0.0.1", url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\n"
                                            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                            + "%s\r\n")
                                    .formatted(path, url.getAuthority(), credential)
                                    .getBytes(StandardCharsets.ISO_8859_1));
            String head = head(socket.getInputStream());
            var length = CONTENT_LENGTH.matcher(head);
            byte[] body =
                    socket.getInputStream()
                            .readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            return (head + new String(body, StandardCharsets.UTF_8))
                    .replaceAll("(?im)^(date|content-length): .*\r\n", "")
                    .replaceAll("\"trace_id\":\"\\w+\"", "")
                    .replace(hidden, "room")
                    .replace(absent, "room");
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }
}
