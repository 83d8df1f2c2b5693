package chatroom.gateway.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {

    private final TrustedProxies trusted =
            new TrustedProxies(Optional.of(List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8")));

    @Test
    void nobodyIsTrustedUnlessListed() {
        var none = new TrustedProxies(Optional.empty());

        assertThat(none.client("127.0.0.1", "1.2.3.4")).isEqualTo("127.0.0.1");
        assertThat(trusted.client("11.0.0.1", "1.2.3.4")).isEqualTo("11.0.0.1");
    }

    @Test
    void theCallerIsTheLastOneThatIsNoProxyOfOurs() {
        assertThat(trusted.client("10.1.1.1", "1.2.3.4")).isEqualTo("1.2.3.4");
        assertThat(trusted.client("10.1.1.1", "6.6.6.6, 1.2.3.4, 192.0.2.7")).isEqualTo("1.2.3.4");
        assertThat(trusted.client("fd00::1", "2001:db8::5")).isEqualTo("2001:db8::5");
    }

    @Test
    void whatIsNoAddressEndsTheChain() {
        assertThat(trusted.client("10.1.1.1", "")).isEqualTo("10.1.1.1");
        assertThat(trusted.client("10.1.1.1", "1.2.3.4, unknown")).isEqualTo("10.1.1.1");
    }

    @Test
    void aListThatNamesNoAddressIsRefused() {
        assertThatThrownBy(() -> new TrustedProxies(Optional.of(List.of("my-proxy"))))
                .hasMessageContaining("EDGE_TRUSTED_PROXIES")
                .hasMessageContaining("my-proxy");
    }
}
