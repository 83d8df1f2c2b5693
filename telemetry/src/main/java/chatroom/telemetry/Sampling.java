package chatroom.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Which traces are recorded: none where there is no collector, else what `OTEL_TRACES_SAMPLER`
/// says, decided once where a trace enters the product and followed by all behind.
///
/// A stranger's trace keeps its id, but not its word on whether it is recorded: else each client
/// could fill the collector, or hide. Only the samplers named `parentbased_…` take that word, for a
/// product behind a proxy that decides.
@Singleton
public final class Sampling {

    private static final String OBEYING = "parentbased_";

    private final boolean off;
    private final boolean edge;
    private final boolean obeying;
    private final Share share;

    /// @param edge whether whoever calls this service is a stranger
    @Inject
    Sampling(
            @ConfigProperty(name = "OTEL_EXPORTER_OTLP_ENDPOINT") Optional<String> collector,
            @ConfigProperty(name = "OTEL_TRACES_SAMPLER") String sampler,
            @ConfigProperty(name = "OTEL_TRACES_SAMPLER_ARG") double ratio,
            @ConfigProperty(name = "chatroom.edge") boolean edge) {
        this.off = collector.isEmpty();
        this.edge = edge;
        this.obeying = sampler.startsWith(OBEYING);
        this.share =
                new Share(
                        switch (obeying ? sampler.substring(OBEYING.length()) : sampler) {
                            case "always_on" -> 1;
                            case "always_off" -> 0;
                            default -> ratio;
                        });
    }

    @Produces
    @Singleton
    Sampler sampler() {
        if (off) {
            return Sampler.alwaysOff();
        }
        var following = Sampler.parentBasedBuilder(share);
        return edge && !obeying
                ? following.setRemoteParentSampled(share).setRemoteParentNotSampled(share).build()
                : following.build();
    }

    /// A context that came from a stranger other than by a call of the gateway: recorded as is
    /// decided here.
    public Context admit(Context strangers) {
        SpanContext given = Span.fromContext(strangers).getSpanContext();
        if (!given.isValid() || obeying) {
            return strangers;
        }
        return Context.root()
                .with(
                        Span.wrap(
                                SpanContext.createFromRemoteParent(
                                        given.getTraceId(),
                                        given.getSpanId(),
                                        !off && share.takes()
                                                ? TraceFlags.getSampled()
                                                : TraceFlags.getDefault(),
                                        TraceState.getDefault())));
    }

    /// A share of all traces, by chance. OpenTelemetry's own goes by the digits of the id, which a
    /// client may choose.
    private record Share(double ratio) implements Sampler {

        boolean takes() {
            return ThreadLocalRandom.current().nextDouble() < ratio;
        }

        @Override
        public SamplingResult shouldSample(
                Context parent,
                String traceId,
                String name,
                SpanKind kind,
                Attributes attributes,
                List<LinkData> links) {
            return takes() ? SamplingResult.recordAndSample() : SamplingResult.drop();
        }

        @Override
        public String getDescription() {
            return "Share{" + ratio + "}";
        }
    }
}
