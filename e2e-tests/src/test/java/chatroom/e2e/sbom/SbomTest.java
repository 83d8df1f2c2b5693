package chatroom.e2e.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.product.Repository;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The list of parts that goes into an image, against what goes into it.
class SbomTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity-service",
                "chat-service",
                "ai-orchestrator-service",
                "sms-service",
                "gateway-service"
            })
    void everyJarOfAServiceIsNamedWithItsVersion(String service) throws IOException {
        JsonNode sbom =
                new ObjectMapper()
                        .readTree(Repository.file(service + "/target/sbom.json").toFile());
        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.at("/metadata/component/name").asText()).isEqualTo(service);
        var named = new HashSet<String>();
        for (JsonNode part : sbom.path("components")) {
            assertThat(part.path("purl").asText()).startsWith("pkg:maven/");
            named.add(
                    "%s.%s-%s.jar"
                            .formatted(
                                    part.path("group").asText(),
                                    part.path("name").asText(),
                                    part.path("version").asText()));
        }
        Set<String> jars = jars(Repository.file(service + "/target/quarkus-app/lib"));
        assertThat(jars).hasSizeGreaterThan(100);
        assertThat(named).containsAll(jars);
    }

    private static Set<String> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.toSet());
        }
    }
}
