package chatroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.text.PercentEncoding.Parameter;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {

    @Test
    void escapesAreDecodedAsUtf8() {
        assertThat(PercentEncoding.decodePath("a%20b+%C3%BC🙂")).hasValue("a b+ü🙂");
        assertThat(PercentEncoding.parameters("a=1&b=x+y&&c&d=%00"))
                .containsExactly(
                        new Parameter("a", Optional.of("1")),
                        new Parameter("b", Optional.of("x y")),
                        new Parameter("c", Optional.of("")),
                        new Parameter("d", Optional.of("\0")));
    }

    @ParameterizedTest
    @DisplayName("A2: %zz and bytes that are no UTF-8 are an error")
    @ValueSource(strings = {"%zz", "%", "%4", "a%", "%ff", "%c3", "%ed%a0%80", "%c0%80", "%+1"})
    void whatIsNoEncodingIsRefused(String raw) {
        assertThat(PercentEncoding.decodePath(raw)).isEmpty();
        assertThat(PercentEncoding.parameters("From=" + raw))
                .containsExactly(new Parameter("From", Optional.empty()));
    }
}
