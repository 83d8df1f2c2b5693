package chatroom.ai.voices;

import static chatroom.ai.voices.ScriptedProvider.deltaLine;
import static chatroom.ai.voices.ScriptedProvider.finishLine;
import static chatroom.ai.voices.ScriptedProvider.lines;
import static chatroom.ai.voices.ScriptedProvider.saying;
import static chatroom.ai.voices.ScriptedProvider.status;
import static org.assertj.core.api.Assertions.assertThat;

import chatroom.ai.output.Draft;
import chatroom.ai.output.Speakers;
import chatroom.ai.provider.Endpoint;
import chatroom.ai.provider.Quirks;
import chatroom.ai.voices.ScriptedProvider.Act;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Providers as they are: for each behaviour, whether the room gets the line or the persona's
/// excuse, and what the operator reads. The table is `docs/providers.md`.
///
/// To write it anew: `mvn -f ai-orchestrator-service/pom.xml test -Dtest=ProviderMatrixTest
/// -Dproviders.write=true`
@Timeout(120)
class ProviderMatrixTest {

    private static final Path DOCUMENT = Path.of("../docs/providers.md");
    private static final String BEGIN = "<!-- matrix: written by ProviderMatrixTest -->\n";
    private static final String END = "<!-- end of matrix -->\n";

    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(20));

    private static final String LINE = "Time is what a clock reads.";
    private static final String DONE = "data: [DONE]";

    /// @param row of the reports that it comes from, or empty
    /// @param excused whether the room gets an excuse instead of the line
    /// @param logged what the operator's line holds; empty where there is none
    private record Behaviour(
            String row,
            String does,
            boolean excused,
            String logged,
            Function<ScriptedProvider, Act> act) {}

    private record Outcome(String line, List<String> logged) {}

    private static final List<Behaviour> BEHAVIOURS =
            List.of(
                    line(
                            "",
                            "answers as documented",
                            p -> saying("Time is ", "what a clock reads.")),
                    line(
                            "C1",
                            "refuses `temperature` (400, names the parameter)",
                            p ->
                                    p.refusing(
                                            "temperature",
                                            400,
                                            "{\"error\":{\"message\":\"Unsupported value\",\"param\":\"temperature\"}}",
                                            saying(LINE))),
                    line(
                            "C1",
                            "refuses `max_completion_tokens` (422, validation error)",
                            p ->
                                    p.refusing(
                                            "max_completion_tokens",
                                            422,
                                            "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"max_completion_tokens\"]}]}",
                                            saying(LINE))),
                    line(
                            "C1",
                            "refuses `stream_options` (400)",
                            p ->
                                    p.refusing(
                                            "stream_options",
                                            400,
                                            "{\"message\":\"Unrecognized request argument supplied: stream_options\"}",
                                            saying(LINE))),
                    line(
                            "C1",
                            "refuses `temperature`, then `max_completion_tokens`",
                            p ->
                                    p.refusing(
                                            "temperature",
                                            400,
                                            "{\"error\":\"temperature is deprecated\"}",
                                            p.refusing(
                                                    "max_completion_tokens",
                                                    400,
                                                    "{\"error\":\"unknown field max_completion_tokens\"}",
                                                    saying(LINE)))),
                    line(
                            "C2",
                            "takes no `system` message (400)",
                            p ->
                                    p.refusing(
                                            "system",
                                            400,
                                            "{\"error\":{\"message\":\"System role not supported\"}}",
                                            saying(LINE))),
                    line(
                            "C3",
                            "writes `<think>…</think>`, cut anywhere",
                            p ->
                                    saying(
                                            "<th",
                                            "ink>Hm, ",
                                            "a clock</thi",
                                            "nk>\n\nTime is ",
                                            "what a clock reads.")),
                    line(
                            "C3",
                            "writes a thought without its opening mark",
                            p -> saying("Hm, a clock", "</think>", LINE)),
                    line(
                            "C3",
                            "reasons unseen, and the cap ends it before a word",
                            p -> p.reasoning(400, LINE)),
                    line(
                            "C3",
                            "sends `reasoning_content` first",
                            p ->
                                    lines(
                                            0,
                                            "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"Hm.\"}}]}",
                                            deltaLine(LINE),
                                            finishLine("stop"),
                                            DONE)),
                    line(
                            "C3",
                            "writes in channels (`<|channel|>analysis…`)",
                            p ->
                                    saying(
                                            "<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>fi",
                                            "nal<|message|>" + LINE + "<|return|>")),
                    line(
                            "C3",
                            "ends with `<|im_end|>` and a forged turn",
                            p -> saying(LINE, "<|im_end|>\n<|im_start|>user\nhello")),
                    line(
                            "C4",
                            "sends comments for longer than the first wait, then the line",
                            p ->
                                    lines(
                                            1_000,
                                            ": keep-alive",
                                            ": keep-alive",
                                            ": keep-alive",
                                            ": keep-alive",
                                            deltaLine(LINE),
                                            finishLine("stop"),
                                            DONE)),
                    line(
                            "C4",
                            "reasons for longer than the first wait, then the line",
                            p ->
                                    lines(
                                            1_000,
                                            reasoning(),
                                            reasoning(),
                                            reasoning(),
                                            reasoning(),
                                            deltaLine(LINE),
                                            finishLine("stop"),
                                            DONE)),
                    line(
                            "C6",
                            "ends with `[DONE]` and no finish reason",
                            p -> lines(0, deltaLine(LINE), DONE)),
                    line(
                            "C6",
                            "gives a finish reason that nobody knows",
                            p -> lines(0, deltaLine(LINE), finishLine("eos_token"), DONE)),
                    line(
                            "C6",
                            "sends the content as an array of parts",
                            p ->
                                    lines(
                                            0,
                                            "data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\""
                                                    + LINE
                                                    + "\"}]}}]}",
                                            finishLine("stop"),
                                            DONE)),
                    line(
                            "C6",
                            "answers in JSON instead of events",
                            p ->
                                    lines(
                                            0,
                                            "{\n\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\""
                                                    + LINE
                                                    + "\"},\n\"finish_reason\":\"stop\"}]}")),
                    line(
                            "C6",
                            "begins with a byte order mark",
                            p -> lines(0, "\uFEFF" + deltaLine(LINE), finishLine("stop"), DONE)),
                    line(
                            "C6",
                            "ends, and keeps the connection open",
                            p -> p.linesThenSilence(deltaLine(LINE), finishLine("stop"))),
                    line("A3", "writes a NUL", p -> saying("Time is \\u0000what a clock reads.")),
                    line("C5", "says 503 once", p -> first(status(503), saying(LINE))),
                    line(
                            "C5",
                            "says 429 with `Retry-After: 1` once",
                            p -> first(status(429, "Retry-After", "1"), saying(LINE))),
                    excuse(
                            "C5",
                            "says 429 with `Retry-After: 60`",
                            "left alone for 60 s",
                            p -> status(429, "Retry-After", "60")),
                    excuse("C5", "says 401", "check OPENAI_API_KEY", p -> status(401)),
                    excuse("C5", "says 404", "check OPENAI_MODEL", p -> status(404)),
                    excuse(
                            "C5",
                            "says 400 for the content",
                            "refuses the request",
                            p -> status(400)),
                    excuse(
                            "C5",
                            "says 500 again and again",
                            "an error of its own",
                            p -> status(500)),
                    excuse("C4", "never answers", "too slow", p -> p.hangingAfter()),
                    excuse(
                            "C4",
                            "falls silent in the middle",
                            "too slow",
                            p -> p.linesThenSilence(deltaLine("Time is "))),
                    excuse(
                            "C6",
                            "sends an error within the stream",
                            "an error of its own",
                            p ->
                                    lines(
                                            0,
                                            deltaLine("Time "),
                                            "data: {\"error\":{\"message\":\"overloaded\"}}")),
                    excuse(
                            "C6",
                            "breaks off",
                            "broke off",
                            p -> ScriptedProvider.cutAfter("Time is ")),
                    excuse(
                            "C3",
                            "thinks until every cap",
                            "raise AI_REASONING_TOKENS",
                            p -> p.reasoning(100_000, LINE)),
                    excuse(
                            "",
                            "answers with a page of HTML",
                            "check OPENAI_BASE_URL",
                            p -> ScriptedProvider.garbage("<html>hello</html>")));

    private static Behaviour line(String row, String does, Function<ScriptedProvider, Act> act) {
        return new Behaviour(row, does, false, "", act);
    }

    private static Behaviour excuse(
            String row, String does, String logged, Function<ScriptedProvider, Act> act) {
        return new Behaviour(row, does, true, logged, act);
    }

    private static String reasoning() {
        return "data: {\"choices\":[{\"delta\":{\"reasoning\":\"Hm. \"}}]}";
    }

    /// Does one thing for the first request, and another for all after it.
    private static Act first(Act first, Act then) {
        var begun = new java.util.concurrent.atomic.AtomicBoolean();
        return exchange -> (begun.getAndSet(true) ? then : first).answer(exchange);
    }

    @Test
    void everyBehaviourEndsInTheLineOrOneExcuseAndTheTableSaysSo() throws Exception {
        var rows = new StringBuilder();
        List<Outcome> outcomes = outcomes();
        for (int i = 0; i < BEHAVIOURS.size(); i++) {
            Behaviour behaviour = BEHAVIOURS.get(i);
            Outcome outcome = outcomes.get(i);
            assertThat(outcome.line())
                    .as(behaviour.does())
                    .isEqualTo(behaviour.excused() ? "" : LINE);
            assertThat(outcome.logged())
                    .as(behaviour.does())
                    .hasSize(behaviour.excused() ? 1 : 0)
                    .allSatisfy(line -> assertThat(line).contains(behaviour.logged()));
            rows.append(row(behaviour, outcome));
        }
        String table =
                BEGIN
                        + "| Row | The provider … | Line | Excuse | Logged |\n|---|---|---|---|---|\n"
                        + rows
                        + END;
        String document = Files.readString(DOCUMENT);
        if (Boolean.getBoolean("providers.write")) {
            write(document, table);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/providers.md is old: write it anew as this class says")
                .contains(table);
    }

    private static String row(Behaviour behaviour, Outcome outcome) {
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        behaviour.row(),
                        behaviour.does().replace("|", "\\|"),
                        outcome.line().isEmpty() ? "" : "yes",
                        outcome.line().isEmpty() ? "yes" : "",
                        outcome.logged().stream()
                                .findFirst()
                                .map(line -> "`" + line + "`")
                                .orElse(""));
    }

    private static void write(String document, String table) throws IOException {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        Files.writeString(
                DOCUMENT,
                document.substring(0, begin) + table + document.substring(end + END.length()));
    }

    private static List<Outcome> outcomes() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> futures =
                    threads.invokeAll(
                            BEHAVIOURS.stream()
                                    .<Callable<Outcome>>map(it -> () -> outcome(it))
                                    .toList());
            var outcomes = new ArrayList<Outcome>();
            for (Future<Outcome> future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    private static Outcome outcome(Behaviour behaviour) throws InterruptedException {
        var logged = new ArrayList<String>();
        try (var provider = new ScriptedProvider();
                var plain =
                        new OpenAiCompatibleVoice(
                                new Endpoint("openai", provider.url(), "k", "test-model"),
                                Quirks.inMemory(),
                                LIMITS.first(),
                                1_000)) {
            provider.always(behaviour.act().apply(provider));
            Voice voice =
                    new GuardedVoice(
                            plain,
                            LIMITS,
                            new Breaker(3, Duration.ofSeconds(60), Clock.systemUTC()),
                            new FailureLog(Clock.systemUTC(), logged::add));
            return new Outcome(said(voice), logged);
        }
    }

    /// The line that the room gets; empty where the voice fails, upon which it gets the excuse.
    private static String said(Voice voice) throws InterruptedException {
        var draft = new Draft(new Speakers(List.of("einstein"), List.of("alice")), 50);
        try (Utterance utterance = voice.begin(OpenAiCompatibleVoiceTest.script())) {
            while (true) {
                switch (utterance.next(Duration.ofMillis(50))) {
                    case Piece.Words(String text) -> draft.add(text);
                    case Piece.Restart() -> draft.restart();
                    case Piece.Busy(), Piece.None() -> {}
                    case Piece.End(boolean complete, int in, int out) -> {
                        return draft.finished(complete);
                    }
                }
            }
        } catch (VoiceFailure failure) {
            return "";
        }
    }
}
