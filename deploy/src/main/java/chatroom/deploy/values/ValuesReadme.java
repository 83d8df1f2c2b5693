package chatroom.deploy.values;

import chatroom.deploy.values.ValuesFile.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The chart's README, printed from the comments of its `values.yaml`.
public final class ValuesReadme {

    private static final String HEAD =
            """
            # The chatroom on Kubernetes

            ```
            helm install chatroom deploy/helm/chatroom -f deploy/helm/chatroom/values-evaluation.yaml   # to try it out
            helm install chatroom deploy/helm/chatroom -f deploy/helm/chatroom/values-small.yaml -f mine.yaml
            helm test chatroom                                                                          # holds a conversation
            ```

            The images have to be where the cluster finds them first: [deploy](../../README.md#images).

            `values-evaluation.yaml` brings Kafka, PostgreSQL and Redis of one pod each. `values-small.yaml` and
            `values-large.yaml` expect PostgreSQL and Redis elsewhere, in secrets that are there already; the large one has
            Kafka made by Strimzi, and needs the kinds of some operators. Which, and how to run it: [docs/operations.md](../../../docs/operations.md).

            | Value | Default | What |
            |---|---|---|
            """;

    private ValuesReadme() {}

    /// Prints it.
    ///
    /// @param arguments the file `values.yaml`
    public static void main(String[] arguments) throws IOException {
        System.out.print(render(Files.readString(Path.of(arguments[0]))));
    }

    /// The README of a chart with these values.
    public static String render(String yaml) {
        List<Value> values = ValuesFile.read(yaml);
        return HEAD + values.stream().map(ValuesReadme::row).collect(Collectors.joining());
    }

    private static String row(Value value) {
        String given = value.given().isEmpty() ? "" : "`" + value.given() + "`";
        return "| `%s` | %s | %s |\n"
                .formatted(value.path(), given, value.comment().replace("|", "\\|"));
    }
}
