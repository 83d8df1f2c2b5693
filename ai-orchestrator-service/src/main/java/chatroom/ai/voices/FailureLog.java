package chatroom.ai.voices;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Tells the operator of failures of providers: status, provider, model and what to do, at most one
/// line a minute and kind. Never a prompt, an answer or a key.
final class FailureLog {

    private static final Logger LOG = Logger.getLogger(FailureLog.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Consumer<String> lines;
    private final Map<String, Instant> lastByKind = new HashMap<>();

    FailureLog(InstantSource clock) {
        this(clock, LOG::warn);
    }

    /// @param lines takes each line
    FailureLog(InstantSource clock, Consumer<String> lines) {
        this.clock = clock;
        this.lines = lines;
    }

    void failed(Voice voice, VoiceFailure failure) {
        if (isDue(voice.provider() + " " + voice.model() + " " + failure.kind())) {
            lines.accept(line(voice, failure));
        }
    }

    private synchronized boolean isDue(String kind) {
        Instant now = clock.instant();
        Instant last = lastByKind.get(kind);
        if (last != null && now.isBefore(last.plus(INTERVAL))) {
            return false;
        }
        lastByKind.put(kind, now);
        return true;
    }

    /// The line, such as `provider openai (gpt-4o-mini): unauthorized (401); check OPENAI_API_KEY`.
    static String line(Voice voice, VoiceFailure failure) {
        String status = failure.status() == 0 ? "" : " (" + failure.status() + ")";
        return "provider %s (%s): %s%s; %s"
                .formatted(
                        voice.provider(),
                        voice.model(),
                        failure.kind().wireName(),
                        status,
                        advice(failure));
    }

    /// What the operator can do.
    static String advice(VoiceFailure failure) {
        Duration wish = failure.retryAfter();
        return switch (failure.kind()) {
            case UNAUTHORIZED -> "check OPENAI_API_KEY";
            case NOT_FOUND ->
                    "check OPENAI_MODEL and OPENAI_BASE_URL: the provider does not know it";
            case QUOTA_SPENT -> "the account has no quota left: check its balance and limits";
            case RATE_LIMITED ->
                    wish == null
                            ? "too many requests: raise the account's limit or use fewer personas"
                            : "too many requests: left alone for " + wish.toSeconds() + " s";
            case UNAVAILABLE -> "the provider has an error of its own: see its status page";
            case UNREACHABLE -> "nobody answers: check OPENAI_BASE_URL and the network";
            case REFUSED -> "the provider refuses the request: try ./chatroom check-provider";
            case TIMED_OUT ->
                    "too slow: raise AI_FIRST_TOKEN_TIMEOUT_SECONDS, AI_IDLE_TIMEOUT_SECONDS or"
                            + " AI_TOTAL_TIMEOUT_SECONDS, or take a faster model";
            case CUT -> "the stream broke off: look at proxies on the way";
            case NO_ANSWER ->
                    "all tokens went into reasoning: raise AI_REASONING_TOKENS, or take a model"
                            + " that reasons less";
            case GARBAGE -> "that is no answer of the chat completions API: check OPENAI_BASE_URL";
            case RESTING -> "it failed again and again and is left alone for a while";
        };
    }
}
