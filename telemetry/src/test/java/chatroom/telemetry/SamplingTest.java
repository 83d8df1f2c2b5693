package chatroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {

    private static final Optional<String> COLLECTOR = Optional.of("http://collector:4318");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Context RECORDED = remote(TraceFlags.getSampled());
    private static final Context NOT_RECORDED = remote(TraceFlags.getDefault());

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsRecordedWithoutACollector(boolean edge) {
        var sampling = new Sampling(Optional.empty(), "always_on", 1, edge);
        assertThat(records(sampling, Context.root())).isFalse();
        assertThat(records(sampling, RECORDED)).isFalse();
        assertThat(isRecorded(sampling.admit(RECORDED))).isFalse();
    }

    @Test
    void behindTheEdgeWhatWasDecidedThereHolds() {
        var sampling = new Sampling(COLLECTOR, "traceidratio", 0, false);
        assertThat(records(sampling, RECORDED)).isTrue();
        assertThat(records(sampling, NOT_RECORDED)).isFalse();
        assertThat(records(sampling, Context.root())).isFalse();
    }

    @Test
    void atTheEdgeAStrangersWordDoesNotCount() {
        var all = new Sampling(COLLECTOR, "always_on", 1, true);
        assertThat(records(all, NOT_RECORDED)).isTrue();
        assertThat(isRecorded(all.admit(NOT_RECORDED))).isTrue();
        var none = new Sampling(COLLECTOR, "always_off", 1, true);
        assertThat(records(none, RECORDED)).isFalse();
        assertThat(isRecorded(none.admit(RECORDED))).isFalse();
    }

    @Test
    void aStrangersTraceKeepsItsId() {
        var sampling = new Sampling(COLLECTOR, "always_off", 1, true);
        SpanContext admitted = Span.fromContext(sampling.admit(RECORDED)).getSpanContext();
        assertThat(admitted.getTraceId()).isEqualTo(TRACE);
        assertThat(admitted.isRemote()).isTrue();
        assertThat(sampling.admit(Context.root())).isSameAs(Context.root());
    }

    @Test
    void aStrangersWordCountsWhereThatIsAskedFor() {
        var sampling = new Sampling(COLLECTOR, "parentbased_always_on", 1, true);
        assertThat(records(sampling, NOT_RECORDED)).isFalse();
        assertThat(records(sampling, RECORDED)).isTrue();
        assertThat(records(sampling, Context.root())).isTrue();
        assertThat(isRecorded(sampling.admit(RECORDED))).isTrue();
        assertThat(isRecorded(sampling.admit(NOT_RECORDED))).isFalse();
    }

    @Test
    void aShareIsAShareWhateverIdsClientsChoose() {
        var sampling = new Sampling(COLLECTOR, "traceidratio", 0.25, true);
        assertThat(IntStream.range(0, 10_000).filter(i -> records(sampling, RECORDED)).count())
                .isBetween(2_200L, 2_800L);
    }

    private static boolean records(Sampling sampling, Context parent) {
        return sampling.sampler()
                        .shouldSample(
                                parent, TRACE, "x", SpanKind.SERVER, Attributes.empty(), List.of())
                        .getDecision()
                == SamplingDecision.RECORD_AND_SAMPLE;
    }

    private static boolean isRecorded(Context context) {
        return Span.fromContext(context).getSpanContext().isSampled();
    }

    private static Context remote(TraceFlags flags) {
        return Context.root()
                .with(
                        Span.wrap(
                                SpanContext.createFromRemoteParent(
                                        TRACE,
                                        "b7ad6b7169203331",
                                        flags,
                                        TraceState.getDefault())));
    }
}
