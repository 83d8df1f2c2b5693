package chatroom.e2e.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.product.Product;
import chatroom.e2e.product.SharedProduct;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// What sms-service sends to Twilio, read by a stand-in that others made from Twilio's own OpenAPI
/// file. `TWILIO_OPENAPI` names that file (twilio_api_v2010.json of github.com/twilio/twilio-oai).
@Order(97)
class TwilioContractIT {

    private static final String FILE = "TWILIO_OPENAPI";

    @Test
    void whatIsSentIsWhatTwiliosOwnDescriptionAllows() {
        String given = System.getenv(FILE);
        assumeTrue(
                given != null && Files.exists(Path.of(given)),
                FILE + " names no file: Twilio's OpenAPI description is not part of this product");
        SharedProduct.stop();
        try (Prism prism = Prism.start(Path.of(given));
                Product product =
                        Product.start(
                                Map.of(
                                        "TWILIO_API_URL", prism.url(),
                                        "TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000000",
                                        "TWILIO_AUTH_TOKEN", "nobody-asks",
                                        "TWILIO_PHONE_NUMBER", "+12025550100"))) {
            Account anna = Api.at(product.url()).signUp(SharedProduct.name("anna"));
            anna.api()
                    .post("/sms/verify", Map.of("phone_number", "+12025550143", "consent", true))
                    .expect(202);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> accepted(product) == 1);
            System.out.printf(
                    "prism: %d requests passed, %d violations%n",
                    prism.passed(), prism.violations().size());
            assertThat(prism.violations()).isEmpty();
            assertThat(prism.passed()).isPositive();
        }
    }

    private static long accepted(Product product) throws SQLException {
        try (var database = product.run().database("sms");
                var statement = database.createStatement();
                var rows =
                        statement.executeQuery(
                                "select count(*) from outbox where kind = 'code' and sid is not"
                                        + " null")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
