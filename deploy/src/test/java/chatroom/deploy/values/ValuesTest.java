package chatroom.deploy.values;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.deploy.values.ValuesFile.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ValuesTest {

    private static final Path CHART = Path.of("helm/chatroom");

    @Test
    void everyValueSaysWhatItIsFor() throws IOException {
        assertThat(values()).hasSizeGreaterThan(100);
        assertThat(values())
                .allSatisfy(value -> assertThat(value.comment()).as(value.path()).isNotEmpty());
    }

    @Test
    void theReadmeIsPrintedFromTheComments() throws IOException {
        assertThat(Files.readString(CHART.resolve("README.md")))
                .as(
                        "mend: java -cp deploy/target/classes chatroom.deploy.values.ValuesReadme"
                                + " deploy/helm/chatroom/values.yaml > deploy/helm/chatroom/README.md")
                .isEqualTo(ValuesReadme.render(Files.readString(CHART.resolve("values.yaml"))));
    }

    @Test
    void theSchemaKnowsEveryValueAndNoOther() throws IOException {
        var described = new TreeSet<String>();
        describe(
                new ObjectMapper().readTree(CHART.resolve("values.schema.json").toFile()),
                "",
                described);
        described.remove("global");
        var given = new TreeSet<String>();
        for (Value value : values()) {
            // What lies in these is described once for all services.
            if (!value.path().contains("resources.")) {
                given.add(value.path());
            }
        }
        assertThat(described).isEqualTo(given);
    }

    private static List<Value> values() throws IOException {
        return ValuesFile.read(Files.readString(CHART.resolve("values.yaml")));
    }

    private static void describe(JsonNode schema, String path, TreeSet<String> into) {
        for (var property : schema.path("properties").properties()) {
            String at = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            into.add(at);
            describe(property.getValue(), at, into);
        }
        if (!schema.path("properties").isEmpty()) {
            assertThat(schema.path("additionalProperties").asBoolean(true)).as(path).isFalse();
        }
    }
}
