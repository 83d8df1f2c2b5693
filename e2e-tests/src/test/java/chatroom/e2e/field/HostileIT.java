package chatroom.e2e.field;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.product.Product;
import chatroom.e2e.product.SharedProduct;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A1, P15: no record stops a reader. The large one is `./chatroom experiment field hostile`.
///
/// After all tests that look at every record of the shared product.
@Order(90)
class HostileIT {

    private static final int RECORDS = 400;

    @Test
    @Timeout(180)
    void hostileRecordsBecomeDeadLettersAndEverythingElseFlows()
            throws SQLException, IOException, InterruptedException {
        Product product = SharedProduct.get();
        // Phones are not configured here: sms-service reads states alone.
        var outcome =
                new HostileTalk(product, List.of("chat-projection", "ai-orchestrator"))
                        .run(RECORDS, 1, Duration.ofSeconds(90));
        assertThat(outcome.isGood()).as(outcome.line() + " " + outcome.leaked()).isTrue();

        var figures = new ReaderFigures(product);
        assertThat(figures.list("chat"))
                .isNotEmpty()
                .allSatisfy(letter -> {
                    assertThat(letter.path("group").asText()).startsWith("chat-");
                    assertThat(letter.path("reason").asText()).isNotEmpty();
                    assertThat(letter.path("time").asText()).isNotEmpty();
                    assertThat(letter.toString()).doesNotContain(HostileRecords.MARKER);
                });
    }
}
