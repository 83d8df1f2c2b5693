package chatroom.e2e.field;

import chatroom.e2e.field.RawHttp.Request;
import chatroom.e2e.product.Repository;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Every call of the services' OpenAPI documents, with bad values.
final class FuzzCalls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");

    /// Documents by the launcher's name of their service.
    private static final Map<String, String> DOCUMENTS =
            Map.of(
                    "identity", "identity-service",
                    "chat", "chat-service",
                    "ai", "ai-orchestrator-service",
                    "sms", "sms-service");

    /// What would end the sessions that the run needs, or change the admin, were it done well.
    private static final Set<String> ONLY_BADLY =
            Set.of("POST /logout", "PATCH /api/users/{id}", "DELETE /api/me/sessions/{id}");

    private static final Set<String> NOT_AS_ADMIN = Set.of("PATCH /api/me");

    /// What the edge answers itself, or opens as a socket.
    private static final List<String> EDGE =
            List.of("/", "/health", "/metrics", "/chat", "/ws/{id}", "/index.html", "/api/{id}");

    private final List<Operation> operations = new ArrayList<>();

    /// A call as it is documented.
    ///
    /// @param service the launcher's name of its service; `gateway` for the edge's own
    private record Operation(
            String service,
            String method,
            String path,
            List<String> query,
            @Nullable JsonNode body,
            JsonNode components) {

        String call() {
            return method + " " + path;
        }
    }

    /// A request, and whom it is for.
    ///
    /// @param caller `guest`, `user` or `admin`
    record Call(String service, String caller, Request request) {}

    /// Reads what the build has written.
    FuzzCalls() {
        DOCUMENTS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(document -> read(document.getKey(), document.getValue()));
        for (String path : EDGE) {
            for (String method : List.of("GET", "POST", "TRACE")) {
                operations.add(
                        new Operation(
                                "gateway",
                                method,
                                path,
                                List.of("user_id", "room_id", "since", "epoch"),
                                null,
                                MissingNode.getInstance()));
            }
        }
    }

    int operations() {
        return operations.size();
    }

    /// The call of that number: each documented one comes in turn.
    ///
    /// @param token of the caller; null for a guest
    /// @param ids that exist
    Call call(
            int number,
            FuzzValues values,
            String caller,
            @Nullable String token,
            List<String> ids) {
        Operation operation = operations.get(number % operations.size());
        if (caller.equals("admin") && NOT_AS_ADMIN.contains(operation.call())) {
            return call(number + 1, values, caller, token, ids);
        }
        List<String> good = ONLY_BADLY.contains(operation.call()) ? List.of() : ids;
        String path =
                PARAMETER
                        .matcher(operation.path())
                        .replaceAll(found -> quoted(values.urlPart(good)));
        List<String> headers = new ArrayList<>();
        if (token != null && !operation.call().equals("POST /logout")) {
            headers.add("Authorization: Bearer " + token);
        }
        if (values.chance(12)) {
            headers.add(values.header());
        }
        byte[] body = new byte[0];
        if (operation.body() != null) {
            headers.add("Content-Type: " + values.contentType());
            body = values.body(operation.body(), operation.components());
        } else if (operation.path().startsWith("/sms/") && operation.method().equals("POST")) {
            headers.add("Content-Type: application/x-www-form-urlencoded");
            body = form(values).getBytes(StandardCharsets.ISO_8859_1);
        }
        return new Call(
                operation.service(),
                caller,
                new Request(operation.method(), path + query(operation, values), headers, body));
    }

    private static String query(Operation operation, FuzzValues values) {
        List<String> pairs = new ArrayList<>();
        for (String name : operation.query()) {
            if (values.chance(50)) {
                pairs.add(name + "=" + values.urlPart(List.of("1", "a", "lobby")));
            }
        }
        if (values.chance(6)) {
            pairs.add(values.urlPart(List.of()));
        }
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static String form(FuzzValues values) {
        return "From=%s&To=%s&Body=%s&MessageSid=%s&MessageStatus=%s"
                .formatted(
                        values.urlPart(List.of("%2B15550100")),
                        values.urlPart(List.of("%2B15550101")),
                        values.urlPart(List.of("hello")),
                        values.urlPart(List.of("SM1")),
                        values.urlPart(List.of("sent")));
    }

    private static String quoted(String part) {
        return java.util.regex.Matcher.quoteReplacement(part);
    }

    private void read(String service, String module) {
        JsonNode document = json(module + "/target/openapi/openapi.json");
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
                JsonNode media = call.getValue().path("requestBody").path("content");
                List<String> query = new ArrayList<>();
                for (JsonNode parameter : call.getValue().path("parameters")) {
                    if (parameter.path("in").asText().equals("query")) {
                        query.add(parameter.path("name").asText());
                    }
                }
                operations.add(
                        new Operation(
                                service,
                                call.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                query,
                                media.has("application/json")
                                        ? media.path("application/json").path("schema")
                                        : null,
                                document.path("components")));
            }
        }
    }

    private static JsonNode json(String file) {
        try {
            return JSON.readTree(Repository.file(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
