package chatroom.e2e.observability;

import static chatroom.e2e.observability.Dashboards.panels;
import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Api;
import chatroom.e2e.journeys.Talk;
import chatroom.e2e.product.Product;
import chatroom.e2e.product.SharedProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every panel of every dashboard, asked of a Prometheus that watches the product under a small
/// load.
@Order(5)
class DashboardsIT {

    /// Phones need Twilio: `SmsIT` looks at theirs.
    private static final String OF_PHONES = "sms.json";

    private static final Duration LOAD = Duration.ofSeconds(15);

    @Test
    @Timeout(180)
    void everyPanelShowsSomethingWhilePeopleTalk() throws IOException, InterruptedException {
        Product product = SharedProduct.get();
        try (var prometheus = Prometheus.watching(product)) {
            talk(product);
            assertThat(panels(".json"))
                    .filteredOn(panel -> !panel.dashboard().equals(OF_PHONES))
                    .filteredOn(panel -> prometheus.ask(panel.query()).isEmpty())
                    .as("panels that show nothing")
                    .isEmpty();
            assertThat(prometheus.ask("ALERTS{alertstate=\"firing\",severity=\"critical\"}"))
                    .as("a product that is well raises no alarm")
                    .isEmpty();
        }
    }

    @Test
    void everyPanelAnswersAQuestionAndEveryDashboardLetsOneChooseItsSource() throws IOException {
        assertThat(panels(".json")).hasSizeGreaterThan(50);
        assertThat(panels(".json"))
                .allSatisfy(panel -> assertThat(panel.description()).contains("?"));
        for (Path file : Dashboards.files()) {
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
}
