package chatroom.ai.service;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.ai.personas.Cards;
import chatroom.ai.service.TurnTable.Recorded;
import chatroom.ai.voices.ScriptedProvider;
import chatroom.ai.voices.ScriptedProvider.Act;
import chatroom.events.AiSettings;
import chatroom.events.AiSettings.AiToAi;
import chatroom.events.AiSettings.RespondWhen;
import chatroom.events.EndReason;
import chatroom.events.MessageIds;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.RoomEvent.ReplyDelta;
import chatroom.events.RoomEvent.ReplyEnded;
import chatroom.events.RoomEvent.ReplyPosted;
import chatroom.events.RoomEvent.ReplyStarted;
import chatroom.events.RoomEvent.ReplyStopRequested;
import chatroom.events.Via;
import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The whole way with a model's provider behind it, well and unwell.
@QuarkusTest
@TestProfile(ProviderTest.WithProvider.class)
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "ai"))
@QuarkusTestResource(value = ProviderResource.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(60)
class ProviderTest {

    /// A service of its own: the others have no provider.
    public static final class WithProvider implements QuarkusTestProfile {}

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Inject TurnTable turns;
    @Inject Cards cards;

    // Set by the resource.
    @SuppressWarnings("NullAway.Init")
    ScriptedProvider provider;

    @BeforeEach
    void theProviderIsWell() throws Exception {
        provider.forget();
        provider.always(ScriptedProvider.saying("Yes."));
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "curie")) {
            MessagePosted asked = room.says("alice", "@curie hello");
            turns.outcomes(asked.id());
        }
    }

    @Test
    void streamedTextArrivesAsItWasSent() throws Exception {
        provider.next(ScriptedProvider.saying("Time is ", "what a \"clock\" ", "reads."));
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            MessagePosted asked = room.says("alice", "@einstein what is time?");
            ReplyPosted reply = room.replies(1).getFirst();
            assertThat(reply.text()).isEqualTo("Time is what a \"clock\" reads.");
            assertThat(reply.provider()).isEqualTo("openai");
            assertThat(turns.outcomes(asked.id()))
                    .singleElement()
                    .satisfies(turn -> {
                        assertThat(turn.outcome()).isEqualTo("replied");
                        // A claim below our own count is none.
                        assertThat(turn.tokensIn()).isGreaterThan(111);
                        assertThat(turn.tokensOut()).isGreaterThanOrEqualTo(7);
                    });
            assertThat(provider.requests().getLast())
                    .contains("alice: @einstein what is time?")
                    .contains("Science and letters")
                    .doesNotContain(cards.of("curie").orElseThrow().systemPrompt());
        }
    }

    @Test
    void whatAModelWritesForOthersIsCut() throws Exception {
        provider.next(
                ScriptedProvider.saying(
                        "AI Einstein: Time ", "flies.\n", "alice: It does!\n", "x"));
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            room.says("alice", "@einstein what is time?");
            assertThat(room.replies(1))
                    .extracting(ReplyPosted::text)
                    .containsExactly("Time flies.");
        }
    }

    @Test
    void aModelThatRepeatsWhatWasSaidEndsTheTalkOfPersonas() throws Exception {
        var lively = new AiSettings(1, new AiToAi(3, 1), RespondWhen.ALWAYS, 10_000, 1);
        provider.next(ScriptedProvider.saying("Time is what a clock reads."));
        provider.always(ScriptedProvider.saying("Time is what a clock reads!"));
        try (var room = TestRoom.open(kafka, lively, "einstein", "curie")) {
            room.says("alice", "@einstein what is time?");
            ReplyPosted reply = room.replies(1).getFirst();
            assertThat(turns.outcomes(reply.id()))
                    .extracting(Recorded::reason)
                    .containsExactly("similar");
            assertThat(room.all(ReplyPosted.class)).hasSize(1);
            assertThat(room.all(ReplyEnded.class))
                    .extracting(ReplyEnded::reason)
                    .containsExactly(EndReason.SILENT);
        }
    }

    // A3
    @Test
    void aNulFromTheModelIsTakenOut() throws Exception {
        provider.next(ScriptedProvider.saying("A bell ", "\\u0000rings\\u0007."));
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            MessagePosted asked = room.says("alice", "@einstein what is time?");
            assertThat(room.replies(1))
                    .extracting(ReplyPosted::text)
                    .containsExactly("A bell rings.");
            assertThat(turns.outcomes(asked.id()))
                    .extracting(Recorded::outcome)
                    .containsExactly("replied");
        }
    }

    /// Whatever a turn fails of, it ends its stream, settles its tokens and calls nobody again.
    @Test
    void aTurnWhoseTextCanNotBeStoredEnds() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie");
                var _ = new RefusedTexts(turns, room.id)) {
            int before = provider.requests().size();
            MessagePosted asked = room.says("alice", "@einstein what is time?");
            assertThat(turns.outcomes(asked.id()))
                    .singleElement()
                    .satisfies(turn -> {
                        assertThat(turn.outcome()).isEqualTo("failed");
                        assertThat(turn.reason()).isEqualTo("internal");
                        assertThat(turn.attempts()).isEqualTo(1);
                    });
            room.awaitReplyEvent(ReplyEnded.class);
            assertThat(room.all(ReplyStarted.class)).hasSize(1);
            assertThat(room.all(ReplyEnded.class))
                    .extracting(ReplyEnded::reason)
                    .containsExactly(EndReason.FAILED);
            assertThat(room.all(ReplyPosted.class)).isEmpty();
            assertThat(provider.requests()).hasSize(before + 1);
            assertThat(
                            turns.query(
                                    "select reserved from budgets where room_id = ? and spent > 0",
                                    row -> row.getLong(1),
                                    room.id))
                    .containsExactly(0L);
        }
    }

    /// A worker that is lost in a call twice may be lost by it.
    @Test
    void aTurnThatLostItsWorkersEndsWithoutAThirdCall() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            var said =
                    new MessagePosted(
                            MessageIds.fresh(),
                            "alice",
                            null,
                            "what is time?",
                            null,
                            null,
                            Via.WEB);
            turns.update(
                    """
                    insert into turns (room_id, trigger_id, kind, seq, persona_id, rule, hop, calls, attempts, due_at)
                    values (?, ?, 'person', 0, 'einstein', 'mention', 1, 2, 2, now() + interval '2 s')\
                    """,
                    room.id,
                    said.id());
            int before = provider.requests().size();
            room.happens(said, Instant.now());
            assertThat(turns.outcomes(said.id()))
                    .extracting(Recorded::reason)
                    .containsExactly("internal");
            room.awaitReplyEvent(ReplyEnded.class);
            assertThat(room.all(ReplyEnded.class)).hasSize(1);
            assertThat(provider.requests()).hasSize(before);
        }
    }

    enum Trouble {
        RATE_LIMITED,
        UNAVAILABLE,
        UNAUTHORIZED,
        REFUSED,
        SILENT_HANG,
        HANG_IN_THE_MIDDLE,
        CUT,
        UNFINISHED,
        GARBAGE;

        Act act(ScriptedProvider provider) {
            return switch (this) {
                case RATE_LIMITED -> ScriptedProvider.status(429);
                case UNAVAILABLE -> ScriptedProvider.status(500);
                case UNAUTHORIZED -> ScriptedProvider.status(401);
                case REFUSED -> ScriptedProvider.status(400);
                case SILENT_HANG -> provider.hangingAfter();
                case HANG_IN_THE_MIDDLE -> provider.hangingAfter("Time is ", "what ");
                case CUT -> ScriptedProvider.cutAfter("Time is ", "what ");
                case UNFINISHED -> ScriptedProvider.unfinished("Time is ", "what ");
                case GARBAGE -> ScriptedProvider.garbage("<html>oops</html>");
            };
        }

        String reason() {
            return switch (this) {
                case RATE_LIMITED -> "rate_limited";
                case UNAVAILABLE -> "unavailable";
                case UNAUTHORIZED -> "unauthorized";
                case REFUSED -> "refused";
                case SILENT_HANG, HANG_IN_THE_MIDDLE -> "timed_out";
                case CUT, UNFINISHED -> "cut";
                case GARBAGE -> "garbage";
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void troubleCostsTheRoomOneLineAndHasItsOutcome(Trouble trouble) throws Exception {
        provider.next(trouble.act(provider), trouble.act(provider));
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            MessagePosted asked = room.says("alice", "@einstein what is time?");
            ReplyPosted reply = room.replies(1).getFirst();
            assertThat(reply.outcome()).isEqualTo(EndReason.FAILED);
            assertThat(cards.of("einstein").orElseThrow().cannotAnswer()).contains(reply.text());
            assertThat(room.all(ReplyEnded.class))
                    .extracting(ReplyEnded::reason)
                    .containsExactly(EndReason.FAILED);
            assertThat(turns.outcomes(asked.id()))
                    .singleElement()
                    .satisfies(turn -> {
                        assertThat(turn.outcome()).isEqualTo("failed");
                        assertThat(turn.reason()).isEqualTo(trouble.reason());
                        assertThat(turn.provider()).isEqualTo("openai");
                    });
        }
    }

    // C1
    @Test
    void aRefusedParameterIsRememberedInTheDatabase() throws Exception {
        provider.always(
                provider.refusing(
                        "stream_options",
                        400,
                        "{\"error\":{\"param\":\"stream_options\"}}",
                        ScriptedProvider.saying("Time flies.")));
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            room.says("alice", "@einstein what is time?");
            assertThat(room.replies(1))
                    .extracting(ReplyPosted::text)
                    .containsExactly("Time flies.");
            assertThat(
                            turns.query(
                                    "select quirk from model_quirks where model = 'test-model'",
                                    row -> row.getString(1)))
                    .containsExactly("NO_STREAM_OPTIONS");
        }
    }

    // C3
    @Test
    void thoughtsAreNeverInTheRoom() throws Exception {
        provider.next(
                ScriptedProvider.saying("<think>Hm, a clock</th", "ink>Time ", "flies.<|im_end|>"));
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            room.says("alice", "@einstein what is time?");
            ReplyPosted reply = room.replies(1).getFirst();
            assertThat(reply.text()).isEqualTo("Time flies.");
            assertThat(reply.text()).startsWith(room.pieces(reply.id()).strip());
        }
    }

    @Test
    void aRefusalThatPassesIsNotNoticed() throws Exception {
        provider.next(ScriptedProvider.status(429), ScriptedProvider.saying("Time flies."));
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            room.says("alice", "@einstein what is time?");
            assertThat(room.replies(1))
                    .extracting(ReplyPosted::text)
                    .containsExactly("Time flies.");
        }
    }

    @Test
    void aModelThatHangsIsStoppedByWhoeverAsks() throws Exception {
        provider.next(provider.hangingAfter("Time is what a clock reads."));
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            MessagePosted asked = room.says("alice", "@einstein what is time?");
            ReplyDelta piece = room.awaitReplyEvent(ReplyDelta.class);
            room.happens(new ReplyStopRequested(piece.id(), "alice"), Instant.now());
            assertThat(room.replies(1))
                    .singleElement()
                    .satisfies(reply -> {
                        assertThat(reply.text()).isEqualTo("Time is what a clock reads.");
                        assertThat(reply.outcome()).isEqualTo(EndReason.STOPPED);
                    });
            assertThat(turns.outcomes(asked.id()))
                    .extracting(Recorded::outcome)
                    .containsExactly("stopped");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aProviderThatStaysBrokenIsExcusedOnceAndThenLeftAlone() throws Exception {
        provider.always(ScriptedProvider.status(500));
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            for (int i = 0; i < 4; i++) {
                MessagePosted asked = room.says("alice", "@einstein what is time?");
                assertThat(turns.outcomes(asked.id()))
                        .extracting(Recorded::outcome)
                        .containsExactly("failed");
            }
            assertThat(room.replies(1)).hasSize(1);
            int asked = provider.requests().size();
            MessagePosted last = room.says("alice", "@curie and you?");
            assertThat(turns.outcomes(last.id()))
                    .extracting(Recorded::reason)
                    .containsExactly("resting");
            assertThat(provider.requests()).hasSize(asked);
            assertThat(room.all(ReplyStarted.class).size()).isLessThan(4);
            provider.always(ScriptedProvider.saying("I am back."));
            // C9: another room has no part in it.
            try (var other = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
                other.says("bob", "@einstein what is time?");
                assertThat(other.replies(1))
                        .extracting(ReplyPosted::text)
                        .containsExactly("I am back.");
            }
            Thread.sleep(Duration.ofSeconds(16));
            room.says("alice", "@einstein better?");
            assertThat(room.replies(2))
                    .last()
                    .satisfies(reply -> assertThat(reply.text()).isEqualTo("I am back."));
        }
    }
}
