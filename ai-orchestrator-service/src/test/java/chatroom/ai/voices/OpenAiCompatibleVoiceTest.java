package chatroom.ai.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chatroom.ai.personas.TestCards;
import chatroom.ai.prompt.Prompt;
import chatroom.ai.prompt.Prompt.Heard;
import chatroom.ai.prompt.Prompt.Own;
import chatroom.ai.provider.Endpoint;
import chatroom.ai.provider.Quirks;
import chatroom.ai.turns.Author;
import chatroom.ai.turns.Line;
import chatroom.ai.voices.VoiceFailure.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class OpenAiCompatibleVoiceTest {

    private static final Limits LIMITS =
            new Limits(Duration.ofMillis(700), Duration.ofMillis(500), Duration.ofSeconds(3));

    private final List<String> logged = new ArrayList<>();
    private final ScriptedProvider provider = new ScriptedProvider();
    private final OpenAiCompatibleVoice plain =
            new OpenAiCompatibleVoice(
                    new Endpoint("openai", provider.url(), "k", "test-model"),
                    Quirks.inMemory(),
                    LIMITS.first(),
                    500);
    private final Voice voice =
            new GuardedVoice(
                    plain,
                    LIMITS,
                    new Breaker(3, Duration.ofSeconds(60), Clock.systemUTC()),
                    new FailureLog(Clock.systemUTC(), logged::add));

    @AfterEach
    void stop() {
        plain.close();
        provider.close();
    }

    @Test
    void piecesArriveAsTheyWereSentAndWithWhatTheyCost() throws Exception {
        provider.next(ScriptedProvider.saying("Time ", "is what\n", "a \"clock\" reads."));
        try (Utterance utterance = voice.begin(script())) {
            assertThat(pieces(utterance))
                    .containsExactly(
                            new Piece.Words("Time "),
                            new Piece.Words("is what\n"),
                            new Piece.Words("a \"clock\" reads."),
                            new Piece.End(true, 111, 7));
        }
    }

    @Test
    void theRequestIsWhatThePromptSays() throws Exception {
        try (Utterance utterance = voice.begin(script())) {
            pieces(utterance);
        }
        JsonNode request = new JsonMapper().readTree(provider.requests().getFirst());
        assertThat(request.path("model").asText()).isEqualTo("test-model");
        assertThat(request.path("stream").asBoolean()).isTrue();
        assertThat(request.path("temperature").asDouble()).isEqualTo(0.7);
        assertThat(request.path("max_completion_tokens").asInt()).isEqualTo(50);
        assertThat(request.path("messages").findValuesAsText("role"))
                .containsExactly("system", "user", "assistant", "user");
        assertThat(request.path("messages").path(1).path("content").asText())
                .isEqualTo("alice: hello");
    }

    @Test
    void anEndAtTheCapIsNoCompleteEnd() throws Exception {
        provider.next(ScriptedProvider.ended("length", "Time is"));
        try (Utterance utterance = voice.begin(script())) {
            assertThat(pieces(utterance)).last().isEqualTo(new Piece.End(false, 111, 7));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "429,RATE_LIMITED",
        "500,UNAVAILABLE",
        "503,UNAVAILABLE",
        "400,REFUSED",
        "401,UNAUTHORIZED",
        "403,UNAUTHORIZED",
        "402,QUOTA_SPENT",
        "404,NOT_FOUND"
    })
    void aRefusalIsAFailure(int status, Kind kind) throws Exception {
        provider.always(ScriptedProvider.status(status));
        assertThat(failure()).isEqualTo(kind);
        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith("provider openai (test-model): ")
                .contains("(" + status + ")");
    }

    @Test
    void aProviderThatIsNotThereIsAFailure() throws Exception {
        provider.close();
        assertThat(failure()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void aProviderThatNeverAnswersIsLeft() throws Exception {
        provider.next(provider.hangingAfter());
        long begun = System.nanoTime();
        assertThat(failure()).isEqualTo(Kind.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aProviderThatStopsInTheMiddleIsLeftAndTheConnectionClosed() throws Exception {
        provider.next(provider.hangingAfter("Time ", "is"));
        assertThat(failure()).isEqualTo(Kind.TIMED_OUT);
        await().atMost(Duration.ofSeconds(3)).until(provider::abandoned);
    }

    @Test
    void aProviderThatDribblesIsLeftWhenTheTimeIsUp() throws Exception {
        provider.next(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody()
                        .write(
                                "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x \"}}]}\n\n"
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                Thread.sleep(200);
            }
        });
        long begun = System.nanoTime();
        assertThat(failure()).isEqualTo(Kind.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(6));
    }

    @Test
    void aCutStreamIsAFailure() throws Exception {
        provider.next(ScriptedProvider.cutAfter("Time ", "is"));
        assertThat(failure()).isEqualTo(Kind.CUT);
    }

    @Test
    void aStreamWithoutItsEndMarkerIsAFailure() throws Exception {
        provider.next(ScriptedProvider.unfinished("Time ", "is"));
        assertThat(failure()).isEqualTo(Kind.CUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>hello</html>",
                "data: {\"oops\":1}\n\n",
                "data: {not json\n\n",
                "data: [DONE]\n\n",
                "{\"oops\":1}"
            })
    void garbageIsAFailure(String text) throws Exception {
        provider.next(ScriptedProvider.garbage(text));
        assertThat(failure()).isEqualTo(Kind.GARBAGE);
    }

    @Test
    void tenMegabytesOfGarbageAreNotRead() throws Exception {
        provider.next(ScriptedProvider.garbage("x".repeat(10_000_000)));
        assertThat(failure()).isIn(Kind.CUT, Kind.GARBAGE);
    }

    @Test
    void whoClosesEndsTheCall() throws Exception {
        provider.next(provider.hangingAfter("Time "));
        Utterance utterance = voice.begin(script());
        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        new Piece.Words("Time ").equals(utterance.next(Duration.ofMillis(100))));
        utterance.close();
        await().atMost(Duration.ofSeconds(3)).until(provider::abandoned);
    }

    // C1
    @Test
    void aParameterThatTheModelRefusesIsLeftOutFromThenOn() throws Exception {
        provider.always(
                provider.refusing(
                        "temperature",
                        400,
                        "{\"error\":{\"message\":\"Unsupported value: 'temperature'\",\"param\":\"temperature\"}}",
                        ScriptedProvider.saying("Yes.")));
        for (int i = 0; i < 2; i++) {
            try (Utterance utterance = voice.begin(script())) {
                assertThat(pieces(utterance)).contains(new Piece.Words("Yes."));
            }
        }
        assertThat(provider.requests()).hasSize(3);
        assertThat(provider.requests().getLast()).doesNotContain("temperature");
        assertThat(logged).isEmpty();
    }

    // C3
    @Test
    void aModelThatReasonsGetsTokensForThatApartFromItsAnswer() throws Exception {
        provider.always(provider.reasoning(400, "Time is what a clock reads."));
        try (Utterance utterance = voice.begin(script())) {
            assertThat(pieces(utterance))
                    .contains(new Piece.Words("Time is what a clock reads."))
                    .last()
                    .isEqualTo(new Piece.End(true, 222, 457));
        }
        assertThat(voice.tokensToReason()).isEqualTo(500);
        assertThat(provider.requests().getLast()).contains("\"max_completion_tokens\":550");
    }

    // C5
    @Test
    void whoAsksForARestGetsIt() throws Exception {
        provider.next(ScriptedProvider.status(429, "Retry-After", "50"));
        assertThat(failure()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(voice.rests()).isTrue();
        assertThat(failure()).isEqualTo(Kind.RESTING);
        assertThat(provider.requests()).hasSize(1);
        assertThat(logged).singleElement().asString().endsWith("left alone for 50 s");
    }

    @Test
    void noTextOfPeopleAndNoKeyIsInTheLog() throws Exception {
        provider.always(exchange -> {
            byte[] error =
                    "{\"error\":{\"message\":\"alice: hello, key k\"}}"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(401, error.length);
            exchange.getResponseBody().write(error);
        });
        failure();
        assertThat(logged)
                .containsExactly(
                        "provider openai (test-model): unauthorized (401); check OPENAI_API_KEY");
    }

    @Test
    void whatFailsAgainAndAgainIsLeftAlone() throws Exception {
        provider.always(ScriptedProvider.garbage("<html>"));
        for (int i = 0; i < 3; i++) {
            failure();
        }
        assertThat(voice.rests("room")).isTrue();
        assertThatThrownBy(() -> voice.begin(script())).hasMessage("resting");
        assertThat(provider.requests()).hasSize(3);
        assertThat(logged).hasSize(1);
    }

    private Kind failure() throws InterruptedException {
        try (Utterance utterance = voice.begin(script())) {
            return failureOf(utterance);
        } catch (VoiceFailure e) {
            return e.kind();
        }
    }

    private static Kind failureOf(Utterance utterance) throws InterruptedException, VoiceFailure {
        List<Piece> pieces = pieces(utterance);
        throw new AssertionError("no failure: " + pieces);
    }

    private static List<Piece> pieces(Utterance utterance)
            throws VoiceFailure, InterruptedException {
        var pieces = new ArrayList<Piece>();
        while (pieces.isEmpty() || !(pieces.getLast() instanceof Piece.End)) {
            Piece piece = utterance.next(Duration.ofMillis(50));
            if (!(piece instanceof Piece.None || piece instanceof Piece.Busy)) {
                pieces.add(piece);
            }
        }
        return pieces;
    }

    static Script script() {
        var said =
                new Line(
                        new UUID(0, 1),
                        1,
                        new Author.Person("alice"),
                        "hello",
                        null,
                        0,
                        false,
                        false);
        return new Script(
                "room",
                TestCards.of("einstein", "relative"),
                new Prompt(
                        "rules",
                        List.of(new Heard("alice: hello"), new Own("Hello."), new Heard("write"))),
                said,
                List.of(said));
    }
}
