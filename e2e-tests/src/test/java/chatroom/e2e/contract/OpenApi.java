package chatroom.e2e.contract;

import chatroom.e2e.client.Api.Answer;
import chatroom.e2e.product.Repository;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// What the services say of their REST API, held against what they do: every answer that any test
/// gets is looked up here. An answer that is documented nowhere, or has a field that is not
/// documented, fails the test that got it.
final class OpenApi {

    private static final List<String> SERVICES =
            List.of("identity", "chat", "ai-orchestrator", "sms");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final List<Operation> operations;
    private final Set<Operation> answered = ConcurrentHashMap.newKeySet();

    private OpenApi(List<Operation> operations) {
        this.operations = operations;
    }

    /// A call that a service documents.
    ///
    /// @param request schema of its body; missing where it takes none
    record Operation(
            String service,
            String method,
            String path,
            JsonNode request,
            JsonNode responses,
            JsonNode components) {

        private Pattern pattern() {
            return Pattern.compile(path.replaceAll("\\{\\w+}", "[^/]+"));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /// Reads what the build has written.
    static OpenApi ofAllServices() {
        var operations = new ArrayList<Operation>();
        for (String service : SERVICES) {
            JsonNode document = read(service + "-service/target/openapi/openapi.json");
            JsonNode components = closed(document.path("components"));
            for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
                for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
                    operations.add(
                            new Operation(
                                    service,
                                    call.getKey().toUpperCase(java.util.Locale.ROOT),
                                    path.getKey(),
                                    call.getValue()
                                            .at("/requestBody/content/application~1json/schema"),
                                    call.getValue().path("responses"),
                                    components));
                }
            }
        }
        // Of two that fit, the one that says more of the path: /api/me before /api/{name}.
        operations.sort(Comparator.comparing(call -> call.path().replaceAll("\\{\\w+}", "\uffff")));
        return new OpenApi(operations);
    }

    List<Operation> operations() {
        return operations;
    }

    /// Those that have answered with success since the start.
    Set<Operation> answered() {
        return Set.copyOf(answered);
    }

    /// @throws AssertionError where the documents say otherwise
    void check(Answer answer) {
        String[] call = answer.call().split(" ", 2);
        String path = call[1].split("\\?", 2)[0];
        Optional<Operation> documented =
                operations.stream()
                        .filter(it -> it.method().equals(call[0]))
                        .filter(it -> it.pattern().matcher(path).matches())
                        .findFirst();
        boolean success = answer.status() < 300;
        if (documented.isEmpty()) {
            if (success && path.startsWith("/api/")) {
                throw new AssertionError("nobody documents it: " + answer);
            }
            return;
        }
        if (success) {
            check(answer, documented.get());
            answered.add(documented.get());
        }
    }

    private static void check(Answer answer, Operation call) {
        JsonNode response = call.responses().path(Integer.toString(answer.status()));
        if (response.isMissingNode()) {
            throw new AssertionError("this status is not documented: " + answer);
        }
        JsonNode described = response.path("content").path("application/json").path("schema");
        if (described.isMissingNode()) {
            if (!answer.body().isEmpty() && answer.isJson()) {
                throw new AssertionError("a body is not documented: " + answer);
            }
            return;
        }
        ObjectNode schema = JSON.createObjectNode();
        schema.setAll((ObjectNode) described);
        schema.set("components", call.components());
        JsonSchema validator = SCHEMAS.getSchema(schema, STRICT);
        var wrong = validator.validate(answer.json());
        if (!wrong.isEmpty()) {
            throw new AssertionError(
                    "%s documents it otherwise: %s; %s".formatted(call.service(), wrong, answer));
        }
    }

    /// With no room for fields that are not documented.
    private static JsonNode closed(JsonNode components) {
        JsonNode copy = components.deepCopy();
        for (JsonNode schema : copy.path("schemas")) {
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        }
        return copy;
    }

    private static JsonNode read(String file) {
        try {
            return JSON.readTree(Repository.file(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
