package chatroom.deploy.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.util.ModelMapper;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/// What Kubernetes' own description of its objects says of a document.
final class Kubernetes {

    private Kubernetes() {}

    /// What is wrong with a document: unknown fields, missing ones, wrong types, at any depth.
    static Optional<String> complaint(JsonNode document) {
        String apiVersion = document.path("apiVersion").asText();
        String kind = document.path("kind").asText();
        if (document.at("/metadata/name").asText().isEmpty()) {
            return Optional.of(kind + " has no name");
        }
        if (Operators.know(apiVersion, kind)) {
            return Operators.complaint(apiVersion, kind, document);
        }
        if (Typings.know(apiVersion + " " + kind)) {
            return Typings.complaint(apiVersion + " " + kind, document);
        }
        int slash = apiVersion.indexOf('/');
        Class<?> model =
                ModelMapper.getApiTypeClass(
                        slash < 0 ? "" : apiVersion.substring(0, slash),
                        apiVersion.substring(slash + 1),
                        kind);
        if (model == null) {
            return Optional.of(apiVersion + " " + kind + " is no kind of Kubernetes");
        }
        try {
            model.getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(document.toString()));
            return Optional.empty();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException || e.getCause() instanceof RuntimeException) {
                return Optional.of(String.valueOf(e.getCause().getMessage()));
            }
            throw new AssertionError(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
