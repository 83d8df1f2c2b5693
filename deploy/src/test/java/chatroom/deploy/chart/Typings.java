package chatroom.deploy.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the definitions of operators that are not written in Java say of a document: they are to be
/// had as TypeScript's types, which are made of the operators' own sources. The compiler finds
/// unknown fields, missing ones and wrong types, at any depth.
final class Typings {

    private static final Map<String, String> TYPES =
            Map.of(
                    "external-secrets.io/v1 ExternalSecret",
                    "external-secrets/external-secrets.io/v1/ExternalSecret",
                    "keda.sh/v1alpha1 ScaledObject",
                    "keda/keda.sh/v1alpha1/ScaledObject",
                    "keda.sh/v1alpha1 TriggerAuthentication",
                    "keda/keda.sh/v1alpha1/TriggerAuthentication",
                    "gateway.networking.k8s.io/v1 HTTPRoute",
                    "gateway-api/gateway.networking.k8s.io/v1/HTTPRoute");

    private Typings() {}

    static boolean know(String apiVersionAndKind) {
        return TYPES.containsKey(apiVersionAndKind);
    }

    static Optional<String> complaint(String apiVersionAndKind, JsonNode document) {
        // Beside node_modules, where the compiler looks for the types.
        Path source = Path.of("target", "typings", document.at("/metadata/name").asText() + ".ts");
        try {
            Files.createDirectories(source.getParent());
            Files.writeString(
                    source,
                    """
                    import type { I%s as Definition } from "@kubernetes-models/%s";
                    export const document: Definition = %s;
                    """
                            .formatted(
                                    apiVersionAndKind.substring(apiVersionAndKind.indexOf(' ') + 1),
                                    TYPES.get(apiVersionAndKind),
                                    document.toPrettyString()));
            Process compiler =
                    new ProcessBuilder(
                                    "node",
                                    "node_modules/typescript/bin/tsc",
                                    "--ignoreConfig",
                                    "--noEmit",
                                    // With the line that is meant.
                                    "--pretty",
                                    "--strict",
                                    "--skipLibCheck",
                                    "--module",
                                    "nodenext",
                                    source.toString())
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!compiler.waitFor(60, TimeUnit.SECONDS)) {
                compiler.destroyForcibly();
                throw new AssertionError("the compiler does not end");
            }
            return compiler.exitValue() == 0 ? Optional.empty() : Optional.of(said);
        } catch (IOException e) {
            throw new UncheckedIOException("mend: npm ci in deploy", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
