package chatroom.e2e.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.product.Product;
import chatroom.e2e.product.Repository;
import chatroom.e2e.product.SharedProduct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// The conversation that `helm test` holds with an installation.
@Order(3)
class HelmTestIT {

    @Test
    void theChartsOwnTestHoldsAConversation() throws IOException, InterruptedException {
        Product product = SharedProduct.get();
        var builder =
                new ProcessBuilder(
                                "node",
                                // Node 20 has the browser's WebSocket behind this.
                                "--experimental-websocket",
                                Repository.file("deploy/helm/chatroom/files/conversation.mjs")
                                        .toString())
                        .redirectErrorStream(true);
        builder.environment().put("CHATROOM_URL", product.url().toString());
        Process node = builder.start();
        node.getOutputStream().close();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).as(() -> said + product.tail("chat")).isZero();
        assertThat(said).contains("said, acknowledged, heard and read back");
    }
}
