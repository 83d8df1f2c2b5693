package chatroom.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Api;
import chatroom.e2e.journeys.Talk;
import chatroom.e2e.product.Product;
import chatroom.e2e.product.Repository;
import chatroom.e2e.product.SharedProduct;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every panel of every dashboard, asked of a Prometheus that watches the product under a small
/// load.
@Order(5)
class DashboardsIT {

    /// Phones need Twilio: their figures begin with the first of them.
    private static final Set<String> MAY_BE_EMPTY = Set.of("sms.json");

    private static final Duration LOAD = Duration.ofSeconds(15);

    private record Panel(String dashboard, String title, String description, String query) {}

    @Test
    @Timeout(180)
    void everyPanelShowsSomethingWhilePeopleTalk() throws IOException, InterruptedException {
        Product product = SharedProduct.get();
        try (var prometheus = Prometheus.watching(product)) {
            talk(product);
            var empty = new ArrayList<Panel>();
            for (Panel panel : panels()) {
                if (prometheus.ask(panel.query()).isEmpty()) {
                    empty.add(panel);
                }
            }
            empty.forEach(panel -> System.out.println("empty: " + panel));
            assertThat(empty)
                    .filteredOn(panel -> !MAY_BE_EMPTY.contains(panel.dashboard()))
                    .isEmpty();
            assertThat(prometheus.ask("ALERTS{alertstate=\"firing\",severity=\"critical\"}"))
                    .as("a product that is well raises no alarm")
                    .isEmpty();
        }
    }

    @Test
    void everyPanelAnswersAQuestionAndEveryDashboardLetsOneChooseItsSource() throws IOException {
        assertThat(panels()).hasSizeGreaterThan(50);
        assertThat(panels()).allSatisfy(panel -> assertThat(panel.description()).contains("?"));
        for (Path file : dashboards()) {
            String dashboard = Files.readString(file);
            assertThat(dashboard).contains("\"type\": \"datasource\"");
            assertThat(dashboard).doesNotContain("\"uid\": \"prometheus\"");
        }
    }

    private static void talk(Product product) throws InterruptedException {
        try (var party = new Talk(product).gather(SharedProduct.name("watched"))) {
            long end = System.nanoTime() + LOAD.toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                party.atA().say(i % 10 == 0 ? "@einstein what is time, " + i + "?" : "line " + i);
                if (i % 30 == 3) {
                    Api.at(product.url())
                            .post("/login", Map.of("username", "nobody", "password", "wrong"));
                }
                party.b().api().get("/api/rooms/" + party.room() + "/messages").expect(200);
                if (i % 20 == 5) {
                    new Talk(product).gather(SharedProduct.name("passing")).close();
                }
                Thread.sleep(100);
            }
        }
        // One more look of Prometheus, at what ended last.
        Thread.sleep(1_500);
    }

    private static List<Panel> panels() throws IOException {
        var panels = new ArrayList<Panel>();
        for (Path file : dashboards()) {
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
        return panels;
    }

    private static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(Repository.file("deploy/grafana"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }
}
