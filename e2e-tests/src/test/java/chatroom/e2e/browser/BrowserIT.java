package chatroom.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.product.Product;
import chatroom.e2e.product.Repository;
import chatroom.e2e.product.SharedProduct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The page in a real browser against the whole product: the scripts are in `src/test/browser`,
/// their pictures in `target/screenshots`.
@Order(4)
class BrowserIT {

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void thePageHoldsItsFirstHalfMinuteAndTheJourneyOfTwo()
            throws IOException, InterruptedException {
        Product product = SharedProduct.get();
        var builder =
                new ProcessBuilder("npx", "--no-install", "playwright", "test")
                        .directory(Repository.file("e2e-tests").toFile())
                        .redirectErrorStream(true);
        builder.environment().put("CHATROOM_URL", product.url().toString());
        Process browser = builder.start();
        browser.getOutputStream().close();
        String said = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(said);
        assertThat(browser.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(browser.exitValue())
                .as(() -> said + product.tail("gateway") + product.tail("ai"))
                .isZero();
    }
}
