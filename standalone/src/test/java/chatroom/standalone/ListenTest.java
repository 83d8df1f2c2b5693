package chatroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenTest {

    @Test
    @DisplayName("E5: by default other machines do not reach it")
    void loopbackIsNotOpen() {
        assertThat(Listen.LOOPBACK.isOpen()).isFalse();
        assertThat(Listen.LOOPBACK.host()).isEqualTo("127.0.0.1");
        assertThat(Listen.LOOPBACK.urlsOfOthers(8000)).isEmpty();
        assertThat(Listen.LOOPBACK.origins(8000))
                .containsExactlyInAnyOrder("http://localhost:8000", "http://127.0.0.1:8000");
        assertThat(Listen.parse("localhost")).isEqualTo(Listen.LOOPBACK);
        assertThat(Listen.parse("127.0.0.1")).isEqualTo(Listen.LOOPBACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void theWildcardIsOpenAndAllowsThePageUnderEveryAddressOfThisMachine(String wildcard) {
        Listen listen = Listen.parse(wildcard);
        assertThat(listen.isOpen()).isTrue();
        assertThat(listen.origins(8000))
                .contains("http://localhost:8000", "http://127.0.0.1:8000")
                .containsAll(listen.urlsOfOthers(8000));
        assertThat(listen.url(8000)).isIn("http://localhost:8000", "http://127.0.0.1:8000");
    }

    @Test
    void anIpv6AddressStandsInBrackets() {
        assertThat(Listen.parse("::1").origins(8000))
                .containsAnyOf("http://localhost:8000", "http://[0:0:0:0:0:0:0:1]:8000");
        assertThat(Listen.parse("::1").isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "8000", "0.0.0.0:8000", "", "203.0.113.7"})
    void anAddressThatIsNotOfThisMachineIsRefused(String text) {
        assertThatThrownBy(() -> Listen.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--listen");
    }
}
