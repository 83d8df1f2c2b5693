package chatroom.roomlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {

    private static final String RECORDED =
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String NOT_RECORDED =
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    @ParameterizedTest
    @ValueSource(strings = {RECORDED, NOT_RECORDED})
    void whatIsHandedOnIsWhatCame(String traceparent) {
        Span span = Span.fromContext(Traceparent.context(traceparent));
        assertThat(span.getSpanContext().isRemote()).isTrue();
        assertThat(Traceparent.of(span)).isEqualTo(traceparent);
    }

    @Test
    void whatAThreadIsInIsHandedOn() {
        assertThat(Traceparent.current()).isNull();
        try (Scope _ = Traceparent.context(RECORDED).makeCurrent()) {
            assertThat(Traceparent.current()).isEqualTo(RECORDED);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736\r\nX-00f067aa0ba902b7-01"
            })
    void whatIsNoTraceparentNamesNothing(String traceparent) {
        assertThat(Traceparent.context(traceparent)).isSameAs(Context.root());
    }

    @Test
    void theFlagSaysWhetherItIsRecorded() {
        assertThat(Traceparent.isSampled(RECORDED)).isTrue();
        assertThat(Traceparent.isSampled(NOT_RECORDED)).isFalse();
        assertThat(Traceparent.isSampled(NOT_RECORDED.substring(0, 53) + "02")).isFalse();
        assertThat(Traceparent.isSampled(NOT_RECORDED.substring(0, 53) + "0x")).isFalse();
        assertThat(Traceparent.isSampled("00-aa-bb-01")).isFalse();
        assertThat(Traceparent.isSampled(null)).isFalse();
    }
}
