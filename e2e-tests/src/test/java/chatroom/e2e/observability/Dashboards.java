package chatroom.e2e.observability;

import chatroom.e2e.product.Repository;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The dashboards as they lie in `deploy/grafana`.
public final class Dashboards {

    /// One query of a panel, for a Prometheus that looks every second.
    ///
    /// @param dashboard name of the file
    public record Panel(String dashboard, String title, String description, String query) {}

    private Dashboards() {}

    /// All panels of all dashboards, or of one.
    ///
    /// @param ending how the name of a dashboard's file ends
    public static List<Panel> panels(String ending) {
        var panels = new ArrayList<Panel>();
        try {
            for (Path file : files()) {
                if (!file.toString().endsWith(ending)) {
                    continue;
                }
                for (JsonNode panel : new ObjectMapper().readTree(file.toFile()).path("panels")) {
                    for (JsonNode target : panel.path("targets")) {
                        panels.add(
                                new Panel(
                                        file.getFileName().toString(),
                                        panel.path("title").asText(),
                                        panel.path("description").asText(),
                                        target.path("expr")
                                                .asText()
                                                .replace("$__rate_interval", "15s")));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return panels;
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Repository.file("deploy/grafana"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }
}
