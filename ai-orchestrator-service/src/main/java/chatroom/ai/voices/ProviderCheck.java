package chatroom.ai.voices;

import chatroom.ai.prompt.Prompt;
import chatroom.ai.provider.ChatRequest;
import chatroom.ai.provider.Endpoint;
import chatroom.ai.provider.ModelCall;
import chatroom.ai.provider.ModelCall.Event;
import chatroom.ai.provider.ProviderClient;
import chatroom.ai.provider.ProviderFault;
import chatroom.ai.provider.Quirk;
import chatroom.ai.provider.Quirks;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Asks a provider one question, as a persona would, and says what works.
public final class ProviderCheck {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int ANSWER_TOKENS = 50;

    private static final Prompt QUESTION =
            new Prompt(
                    "You are one participant in a chatroom. Answer in one short sentence.",
                    List.of(new Prompt.Heard("alice: What is time?\nWrite only your next line.")));

    /// What was found out.
    ///
    /// @param works whether personas can speak with it
    /// @param lines in plain words, for the operator
    public record Report(boolean works, List<String> lines) {}

    private final Endpoint endpoint;
    private final Limits limits;
    private final int reasoningTokens;
    private final Quirks quirks = Quirks.inMemory();
    private final List<String> lines = new ArrayList<>();

    private ProviderCheck(Endpoint endpoint, Limits limits, int reasoningTokens) {
        this.endpoint = endpoint;
        this.limits = limits;
        this.reasoningTokens = reasoningTokens;
    }

    /// Asks the provider that the settings name.
    ///
    /// @param setting a setting's value or default by its name; empty where it has none
    public static Report run(UnaryOperator<String> setting) throws InterruptedException {
        String first = setting.apply("AI_FIRST_TOKEN_TIMEOUT_SECONDS");
        var settings =
                new VoiceSettings(
                        Optional.of(setting.apply("OPENAI_API_KEY")),
                        URI.create(setting.apply("OPENAI_BASE_URL")),
                        setting.apply("OPENAI_MODEL"),
                        URI.create(setting.apply("OLLAMA_URL")),
                        first.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(first)),
                        Integer.parseInt(setting.apply("AI_IDLE_TIMEOUT_SECONDS")),
                        Integer.parseInt(setting.apply("AI_TOTAL_TIMEOUT_SECONDS")),
                        Integer.parseInt(setting.apply("AI_REASONING_TOKENS")),
                        false);
        Endpoint endpoint = settings.openAi() ? settings.endpoint() : ollama(settings.ollama());
        if (endpoint == null) {
            return new Report(
                    false,
                    List.of(
                            "No provider is configured, and no Ollama with a model that writes"
                                    + " answers at "
                                    + settings.ollama()
                                    + ".",
                            "The built-in voices answer. For a model set OPENAI_API_KEY, or"
                                    + " OPENAI_BASE_URL, or start Ollama."));
        }
        return new ProviderCheck(endpoint, settings.limits(endpoint), settings.reasoningTokens())
                .ask();
    }

    private static @Nullable Endpoint ollama(URI url) throws InterruptedException {
        var ollama = new Ollama(url);
        return ollama.look() instanceof Ollama.Found.Model(String name)
                ? new Endpoint(Endpoint.OLLAMA, ollama.door(), null, name)
                : null;
    }

    private Report ask() throws InterruptedException {
        lines.add(
                "Asking %s at %s, model %s%s."
                        .formatted(
                                endpoint.provider(),
                                endpoint.place(),
                                endpoint.model(),
                                endpoint.key() == null ? ", without a key" : ""));
        var request = new ChatRequest(QUESTION, 0.7, ANSWER_TOKENS, reasoningTokens);
        try (var client = new ProviderClient(endpoint, quirks, CONNECT_TIMEOUT);
                ModelCall call = client.begin(request, Map.of())) {
            return follow(call);
        }
    }

    private Report follow(ModelCall call) throws InterruptedException {
        long begun = System.nanoTime();
        long lastSign = begun;
        long firstWord = 0;
        var answer = new StringBuilder();
        while (true) {
            Event event = call.next(TICK);
            long now = System.nanoTime();
            switch (event) {
                case Event.Text(String text) -> {
                    firstWord = firstWord == 0 ? now - begun : firstWord;
                    lastSign = now;
                    answer.append(text);
                }
                case Event.Restart() -> answer.setLength(0);
                case Event.Busy() -> lastSign = now;
                case Event.Nothing() -> {
                    Duration wait = firstWord == 0 ? limits.first() : limits.idle();
                    if (now - lastSign > wait.toNanos()) {
                        return failed(new ProviderFault(ProviderFault.Kind.TIMED_OUT, 0, null));
                    }
                }
                case Event.Failed(ProviderFault fault) -> {
                    return failed(fault);
                }
                case Event.Ended end -> {
                    return ended(end, firstWord, answer.toString().strip());
                }
            }
        }
    }

    private Report failed(ProviderFault fault) {
        var failure = new VoiceFailure(fault);
        switch (fault.kind()) {
            case UNREACHABLE -> lines.add("NOT reached.");
            case UNAUTHORIZED -> {
                lines.add("Reached.");
                lines.add("Key NOT accepted (" + fault.status() + ").");
            }
            case NOT_FOUND -> {
                lines.add("Reached.");
                lines.add("Model or address NOT known (404).");
            }
            case QUOTA_SPENT,
                    RATE_LIMITED,
                    UNAVAILABLE,
                    REFUSED,
                    TIMED_OUT,
                    CUT,
                    NO_ANSWER,
                    GARBAGE ->
                    lines.add("Failed: " + fault.getMessage() + ".");
        }
        quirksFound();
        lines.add("What to do: " + FailureLog.advice(failure) + ".");
        return new Report(false, List.copyOf(lines));
    }

    private Report ended(Event.Ended end, long firstWord, String answer) {
        lines.add("Reached.");
        lines.add(endpoint.key() == null ? "No key needed." : "Key accepted.");
        lines.add("Model known.");
        lines.add(
                end.streamed()
                        ? "Streams: the first word came after %d ms."
                                .formatted(firstWord / 1_000_000)
                        : "Does NOT stream: replies appear whole.");
        quirksFound();
        lines.add(
                end.tokensIn() >= 0 && end.tokensOut() >= 0
                        ? "Reports usage: %d tokens in, %d out."
                                .formatted(end.tokensIn(), end.tokensOut())
                        : "Reports NO usage: tokens are counted here.");
        if (answer.isEmpty()) {
            lines.add("It answered nothing: try another model.");
            return new Report(false, List.copyOf(lines));
        }
        lines.add("It answered: " + answer.lines().findFirst().orElse(""));
        lines.add("Personas can speak with it.");
        return new Report(true, List.copyOf(lines));
    }

    private void quirksFound() {
        for (Quirk quirk : quirks.of(endpoint)) {
            lines.add("The model " + quirk.sentence() + ": it is asked accordingly.");
        }
    }
}
