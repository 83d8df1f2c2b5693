package chatroom.ai.reply;

import chatroom.ai.reply.Recital.End;
import chatroom.ai.turns.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/// What turns come to, for those who watch the product.
@ApplicationScoped
class TurnMetrics {

    private static final double[] PERCENTILES = {0.5, 0.95, 0.99};

    private final MeterRegistry meters;

    TurnMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void ended(Turn turn, Outcome outcome) {
        String reason = outcome.reason();
        meters.counter(
                        "chatroom.turns",
                        "kind",
                        turn.kind(),
                        "outcome",
                        outcome.code(),
                        "reason",
                        reason == null ? "" : reason)
                .increment();
    }

    void recited(String persona, Recital recital) {
        if (recital.firstToken() != null) {
            timer("chatroom.reply.first.token", recital).record(recital.firstToken());
        }
        timer("chatroom.reply.duration", recital).record(recital.duration());
        genAi(recital);
        tokens(persona, recital, "in", recital.tokensIn());
        tokens(persona, recital, "out", recital.tokensOut());
    }

    private Timer timer(String name, Recital recital) {
        String end =
                switch (recital.end()) {
                    case End.Said() -> "said";
                    case End.Stopped() -> "stopped";
                    case End.Failed(var kind) -> kind.name().toLowerCase(Locale.ROOT);
                };
        return Timer.builder(name)
                .tags("provider", recital.provider(), "model", recital.model(), "end", end)
                .publishPercentiles(PERCENTILES)
                .register(meters);
    }

    /// The names of OpenTelemetry's conventions, for those whose dashboards know them.
    private void genAi(Recital recital) {
        Timer.builder("gen_ai.client.operation.duration")
                .tags(
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.provider.name",
                        recital.provider(),
                        "gen_ai.request.model",
                        recital.model())
                .register(meters)
                .record(recital.duration());
    }

    private void tokens(String persona, Recital recital, String direction, int tokens) {
        meters.counter(
                        "chatroom.tokens",
                        "persona",
                        persona,
                        "model",
                        recital.model(),
                        "direction",
                        direction)
                .increment(tokens);
    }
}
