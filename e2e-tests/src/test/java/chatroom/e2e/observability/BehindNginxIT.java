package chatroom.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.deploy.tools.Debian;
import chatroom.e2e.product.Repository;
import chatroom.e2e.product.SharedProduct;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// The product behind a proxy that speaks TLS, as an ingress does.
@Order(6)
class BehindNginxIT {

    @Test
    void thePageTheApiAndASocketWorkThroughTls() throws IOException {
        Path here = Repository.file("e2e-tests");
        try (var nginx = Nginx.before(SharedProduct.get().url())) {
            String url = nginx.url().toString();

            Debian.Answer page = Debian.ask(Path.of("curl"), here, "-sk", "--http2", "-i", url);
            assertThat(page.said()).startsWith("HTTP/2 200").contains("content-security-policy");

            // Over HTTPS and WSS, with a certificate that nobody has signed.
            Debian.Answer talk =
                    Debian.ask(
                            Path.of("env"),
                            here,
                            "NODE_TLS_REJECT_UNAUTHORIZED=0",
                            "CHATROOM_URL=" + url,
                            "node",
                            "--experimental-websocket",
                            Repository.file("deploy/helm/chatroom/files/conversation.mjs")
                                    .toString());
            assertThat(talk.code()).as(talk.said()).isZero();

            Debian.Answer unsigned =
                    Debian.ask(
                            Path.of("curl"),
                            here,
                            "-sk",
                            "-o",
                            "/dev/null",
                            "-w",
                            "%{http_code}",
                            "-d",
                            "Body=hello",
                            url + "/sms/incoming");
            assertThat(unsigned.said()).isIn("401", "403", "503");
        }
    }
}
