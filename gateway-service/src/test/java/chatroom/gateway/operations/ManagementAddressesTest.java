package chatroom.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementAddressesTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    // F: /health said "1 of 1" with two pods.
    @Test
    void byDnsEveryPodBehindANameIsAskedByItself() {
        assertThat(of(true, "http://chat-health:9002"))
                .containsExactly("http://10.0.0.1:9002", "http://[fd00:0:0:0:0:0:0:2]:9002");
    }

    @Test
    void aNameThatDnsDoesNotKnowStillCountsAsAProcess() {
        assertThat(of(true, "http://nobody:9002")).containsExactly("http://nobody:9002");
    }

    @Test
    void withoutDnsAddressesAreTakenAsTheyAreGiven() {
        assertThat(of(false, "http://a:1", " http://b:2"))
                .containsExactly("http://a:1", "http://b:2");
    }

    private List<String> of(boolean byDns, String... urls) {
        return new ManagementAddresses(vertx, byDns, ManagementAddressesTest::resolve)
                .of(List.of(urls))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        if (host.equals("nobody")) {
            throw new UnknownHostException(host);
        }
        var six = new byte[16];
        six[0] = (byte) 0xfd;
        six[15] = 2;
        return new InetAddress[] {
            InetAddress.getByAddress(new byte[] {10, 0, 0, 1}), InetAddress.getByAddress(six)
        };
    }
}
