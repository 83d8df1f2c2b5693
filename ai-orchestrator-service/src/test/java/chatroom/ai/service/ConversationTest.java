package chatroom.ai.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chatroom.ai.personas.Cards;
import chatroom.ai.service.TurnTable.Recorded;
import chatroom.events.AiSettings;
import chatroom.events.AiSettings.AiToAi;
import chatroom.events.AiSettings.RespondWhen;
import chatroom.events.EndReason;
import chatroom.events.MessageIds;
import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.RoomEvent.ReplyDelta;
import chatroom.events.RoomEvent.ReplyEnded;
import chatroom.events.RoomEvent.ReplyPosted;
import chatroom.events.RoomEvent.ReplyStarted;
import chatroom.events.RoomEvent.ReplyStopRequested;
import chatroom.events.RoomEvent.UserJoined;
import chatroom.events.RoomEvent.UserTyping;
import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The service between a real Kafka and a real PostgreSQL, with the built-in voices.
@QuarkusTest
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "ai"))
@Timeout(60)
class ConversationTest {

    private static final AiSettings LIVELY =
            new AiSettings(1, new AiToAi(1, 1), RespondWhen.ALWAYS, 10_000, 1);

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Inject TurnTable turns;
    @Inject Cards cards;

    @Test
    void whoIsCalledAnswersOnceInPiecesAndAtOnce() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            MessagePosted asked = room.says("alice", "@einstein what is time?");
            ReplyPosted reply = room.replies(1).getFirst();
            assertThat(room.all(ReplyPosted.class)).hasSize(1);
            assertThat(reply.id()).isEqualTo(MessageIds.ofReply(asked.id(), "einstein"));
            assertThat(reply.personaId()).isEqualTo("einstein");
            assertThat(reply.sender()).isEqualTo("AI_Einstein");
            assertThat(reply.replyTo()).isEqualTo(asked.id());
            assertThat(reply.hop()).isEqualTo(1);
            assertThat(reply.provider()).isEqualTo("builtin");
            assertThat(reply.outcome()).isNull();
            assertThat(room.all(ReplyStarted.class)).hasSize(1);
            assertThat(room.all(ReplyDelta.class)).hasSizeGreaterThan(2);
            assertThat(reply.text()).startsWith(room.pieces(reply.id()).strip());
            assertThat(turns.outcomes(asked.id()))
                    .singleElement()
                    .satisfies(turn -> {
                        assertThat(turn.outcome()).isEqualTo("replied");
                        assertThat(turn.persona()).isEqualTo("einstein");
                        assertThat(turn.rule()).isEqualTo("mention");
                        assertThat(turn.provider()).isEqualTo("builtin");
                        assertThat(turn.tokensOut()).isPositive();
                    });
        }
    }

    @Test
    void aLineForNobodyInABrandNewRoomIsAnsweredWithinTwoSeconds() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "curie", "twain")) {
            long begun = System.nanoTime();
            room.says("alice", "hello everybody");
            room.awaitReplyEvent(ReplyStarted.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(room.replies(1)).hasSize(1);
        }
    }

    @Test
    void aRoomInTheSharedTopicIsARoomLikeAnyOther() throws Exception {
        try (var one = TestRoom.openShared(kafka, TestRoom.QUIET, "curie", "twain");
                var other = TestRoom.openShared(kafka, TestRoom.QUIET, "curie", "twain")) {
            one.says("alice", "@curie hello");
            other.says("bob", "@twain hello");
            assertThat(one.replies(1)).extracting(ReplyPosted::personaId).containsExactly("curie");
            assertThat(other.replies(1))
                    .extracting(ReplyPosted::personaId)
                    .containsExactly("twain");
        }
    }

    @Test
    void twoWhoAreCalledAnswerOneAfterTheOther() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie", "twain")) {
            MessagePosted asked = room.says("alice", "@twain and @curie: what is courage?");
            assertThat(room.replies(2))
                    .extracting(ReplyPosted::personaId)
                    .containsExactly("twain", "curie");
            List<ReplyStarted> started = room.all(ReplyStarted.class);
            assertThat(room.events().indexOf(started.get(1)))
                    .isGreaterThan(room.events().indexOf(room.all(ReplyPosted.class).getFirst()));
            assertThat(turns.outcomes(asked.id()))
                    .extracting(Recorded::outcome)
                    .containsExactly("replied", "replied");
        }
    }

    @Test
    void anotherPersonaReactsAndThenThereIsSilence() throws Exception {
        try (var room = TestRoom.open(kafka, LIVELY, "einstein", "curie", "twain")) {
            room.says("alice", "@einstein what is time?");
            List<ReplyPosted> replies = room.replies(2);
            assertThat(replies).extracting(ReplyPosted::hop).containsExactly(1, 2);
            assertThat(replies.get(1).personaId()).isNotEqualTo("einstein");
            assertThat(replies.get(1).replyTo()).isEqualTo(replies.get(0).id());
        }
    }

    @Test
    void aPersonWhoWritesEndsTheTalkOfPersonas() throws Exception {
        try (var room = TestRoom.open(kafka, LIVELY, "einstein", "curie")) {
            room.says("alice", "@einstein what is time?");
            room.awaitReplyEvent(ReplyStarted.class);
            room.happens(new UserTyping("bob", null), Instant.now());
            ReplyPosted reply = room.replies(1).getFirst();
            assertThat(turns.outcomes(reply.id()))
                    .extracting(Recorded::reason)
                    .containsExactly("human_typing");
            assertThat(room.all(ReplyPosted.class)).hasSize(1);
        }
    }

    @Test
    void talkBetweenPeopleIsRecordedAsSilence() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein")) {
            room.says("bob", "@einstein hello");
            room.replies(1);
            MessagePosted aside = room.says("alice", "@bob shall we go?");
            assertThat(turns.outcomes(aside.id()))
                    .singleElement()
                    .satisfies(turn -> {
                        assertThat(turn.outcome()).isEqualTo("silent");
                        assertThat(turn.reason()).isEqualTo("addressed_to_person");
                    });
        }
    }

    // A4
    @ParameterizedTest
    @ValueSource(strings = {"`code`", "> what she said", "``` \n x \n```"})
    void aLineOfCodeOrQuotationAloneIsSilence(String text) throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            MessagePosted said = room.says("alice", text);
            assertThat(turns.outcomes(said.id()))
                    .singleElement()
                    .satisfies(turn -> {
                        assertThat(turn.outcome()).isEqualTo("silent");
                        assertThat(turn.reason()).isEqualTo("nothing_to_answer");
                        assertThat(turn.attempts()).isEqualTo(1);
                    });
            assertThat(room.all(ReplyStarted.class)).isEmpty();
        }
    }

    // D4
    @Test
    void onlyNamesOfPeopleWhoWereHereAreAddressed() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein")) {
            room.happens(new UserJoined("Zoë", null), Instant.now());
            MessagePosted toZoe = room.says("alice", "@zoë are you there?");
            assertThat(turns.outcomes(toZoe.id()))
                    .extracting(Recorded::reason)
                    .containsExactly("addressed_to_person");
            MessagePosted toNobody = room.says("alice", "How do I use @Override in Java?");
            assertThat(turns.outcomes(toNobody.id()))
                    .extracting(Recorded::outcome)
                    .containsExactly("replied");
        }
    }

    @Test
    void aRoomOfPeopleAloneTakesNoTurn() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET)) {
            // The first line may be read before its room is known; the next one is not.
            turns.outcomes(room.says("alice", "is anybody here?").id());
            MessagePosted alone = room.says("alice", "@einstein hello?");
            assertThat(turns.outcomes(alone.id()))
                    .singleElement()
                    .satisfies(turn -> {
                        assertThat(turn.reason()).isEqualTo("no_persona");
                        assertThat(turn.attempts()).isZero();
                    });
        }
    }

    @Test
    void theSameEventsAgainMakeNoSecondReply() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            MessagePosted asked = room.says("alice", "@einstein what is time?");
            ReplyPosted reply = room.replies(1).getFirst();
            room.happens(asked, Instant.now());
            room.happens(reply, Instant.now());
            MessagePosted after = room.says("alice", "@curie and you?");
            turns.outcomes(after.id());
            // Einstein's, that again, and Curie's.
            assertThat(room.replies(3)).hasSize(3);
            assertThat(turns.of(asked.id())).hasSize(1);
            assertThat(room.all(ReplyStarted.class)).hasSize(2);
        }
    }

    @Test
    void aLineThatIsReadTooLateIsNotAnswered() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein")) {
            MessagePosted old =
                    room.says("alice", "@einstein hello?", null, Instant.now().minusSeconds(120));
            assertThat(turns.outcomes(old.id()))
                    .extracting(Recorded::reason)
                    .containsExactly("stale");
            assertThat(room.all(ReplyStarted.class)).isEmpty();
        }
    }

    @Test
    void whoeverAsksMayStopAReplyAndWhatWasSaidStays() throws Exception {
        try (var room = TestRoom.open(kafka, LIVELY, "einstein", "curie")) {
            MessagePosted asked = room.says("alice", "@einstein what is time?");
            ReplyDelta piece = room.awaitReplyEvent(ReplyDelta.class);
            room.happens(new ReplyStopRequested(piece.id(), "alice"), Instant.now());
            ReplyPosted reply = room.replies(1).getFirst();
            assertThat(reply.outcome()).isEqualTo(EndReason.STOPPED);
            assertThat(reply.text()).isNotEmpty();
            assertThat(room.all(ReplyEnded.class))
                    .extracting(ReplyEnded::reason)
                    .containsExactly(EndReason.STOPPED);
            assertThat(turns.outcomes(asked.id()))
                    .extracting(Recorded::outcome)
                    .containsExactly("stopped");
            assertThat(room.all(ReplyPosted.class)).hasSize(1);
        }
    }

    @Test
    void aStopThatAnotherProcessReadIsHeededToo() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            MessagePosted asked = room.says("alice", "@einstein what is time?");
            ReplyDelta piece = room.awaitReplyEvent(ReplyDelta.class);
            turns.update("update turns set stop_requested = true where reply_id = ?", piece.id());
            assertThat(room.replies(1).getFirst().outcome()).isEqualTo(EndReason.STOPPED);
            assertThat(turns.outcomes(asked.id()))
                    .extracting(Recorded::outcome)
                    .containsExactly("stopped");
        }
    }

    @Test
    void aTextThatWasStoredBeforeACrashIsPublishedUnderItsId() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            UUID asked = MessageIds.fresh();
            turns.update(
                    """
                    insert into turns (room_id, trigger_id, kind, seq, running, lease_until, fence, attempts,
                        persona_id, rule, hop, written, written_outcome, written_by, provider)
                    values (?, ?, 'person', 0, true, now() - interval '1 s', 1, 1,
                        'curie', 'mention', 1, 'As I was saying.', 'replied', 'openai', 'openai')\
                    """,
                    room.id,
                    asked);
            ReplyPosted reply = room.replies(1).getFirst();
            assertThat(reply.id()).isEqualTo(MessageIds.ofReply(asked, "curie"));
            assertThat(reply.text()).isEqualTo("As I was saying.");
            assertThat(reply.provider()).isEqualTo("openai");
            assertThat(room.all(ReplyStarted.class)).isEmpty();
            assertThat(turns.outcomes(asked))
                    .extracting(Recorded::outcome)
                    .containsExactly("replied");
        }
    }

    @Test
    void aTextThatWasPublishedBeforeACrashIsNotPublishedAgain() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            UUID asked = MessageIds.fresh();
            room.happens(reply(asked, "curie", EndReason.STOPPED), Instant.now());
            turns.update(
                    """
                    insert into turns (room_id, trigger_id, kind, seq, running, lease_until, fence, attempts,
                        persona_id, rule, hop, written, written_outcome, written_by)
                    values (?, ?, 'person', 0, true, now() - interval '1 s', 1, 1,
                        'curie', 'mention', 1, 'As I was', 'stopped', 'openai')\
                    """,
                    room.id,
                    asked);
            assertThat(turns.outcomes(asked))
                    .extracting(Recorded::outcome)
                    .containsExactly("stopped");
            assertThat(room.replies(1)).hasSize(1);
        }
    }

    @Test
    void aTurnOfARestoredDatabaseThatWasAnsweredSinceIsNotTakenAgain() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            UUID asked = MessageIds.fresh();
            room.happens(reply(asked, "curie", null), Instant.now());
            for (String persona : new String[] {null, "curie"}) {
                turns.update(
                        """
                        insert into turns (room_id, trigger_id, ordinal, kind, seq, created_at, persona_id, rule, hop)
                        values (?, ?, ?, 'person', 0, now() - interval '290 seconds', ?, 'mention', 1)\
                        """,
                        room.id,
                        asked,
                        persona == null ? 0 : 1,
                        persona);
            }
            assertThat(turns.outcomes(asked))
                    .extracting(Recorded::outcome)
                    .containsExactly("replied", "replied");
            assertThat(room.replies(1)).hasSize(1);
            assertThat(room.all(ReplyStarted.class)).isEmpty();
        }
    }

    private static ReplyPosted reply(UUID asked, String persona, @Nullable EndReason outcome) {
        return new ReplyPosted(
                MessageIds.ofReply(asked, persona),
                persona,
                "AI_" + persona,
                "As I was",
                asked,
                1,
                "openai",
                outcome);
    }

    @Test
    void aTurnWhoseWorkerWasLostIsTakenAgainByTheSamePersona() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            // Two seconds of patience with bob leave the time to lose the worker.
            room.happens(new UserTyping("bob", null), Instant.now());
            MessagePosted asked = room.says("alice", "hello");
            await().until(() -> !turns.of(asked.id()).isEmpty());
            turns.update(
                    """
                    update turns set running = true, fence = 7, attempts = 1, lease_until = now() + interval '1 s',
                        persona_id = 'curie', rule = 'rotation', hop = 1 where trigger_id = ?\
                    """,
                    asked.id());
            List<ReplyPosted> replies = room.replies(1);
            assertThat(replies).extracting(ReplyPosted::personaId).containsExactly("curie");
            assertThat(turns.outcomes(asked.id()).getFirst().attempts()).isEqualTo(2);
        }
    }

    @Test
    void aTurnIsKeptUntilItsRoomIsKnownHere() throws Exception {
        UUID asked = MessageIds.fresh();
        String id = "r" + UUID.randomUUID();
        turns.update(
                """
                insert into turns (room_id, trigger_id, kind, seq, created_at, persona_id, rule, hop,
                    written, written_outcome, written_by)
                values (?, ?, 'person', 0, now() - interval '2 minutes', 'curie', 'mention', 1,
                    'As I was saying.', 'replied', 'builtin')\
                """,
                id,
                asked);
        await().until(() -> turns.of(asked).getFirst().attempts() > 1);
        try (var room =
                TestRoom.open(
                        kafka, id, RoomAddress.own(id), TestRoom.QUIET, "einstein", "curie")) {
            assertThat(room.replies(1))
                    .extracting(ReplyPosted::text)
                    .containsExactly("As I was saying.");
        }
    }

    @Test
    void whatWasAskedLongAgoIsNotAnsweredAfterAnOutage() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            UUID asked = MessageIds.fresh();
            turns.update(
                    """
                    insert into turns (room_id, trigger_id, kind, seq, created_at)
                    values (?, ?, 'person', 0, now() - interval '6 minutes')\
                    """,
                    room.id,
                    asked);
            assertThat(turns.outcomes(asked)).extracting(Recorded::reason).containsExactly("stale");
        }
    }

    @Test
    void aSpentBudgetIsToldOnceAndThenThereIsSilence() throws Exception {
        var poor = new AiSettings(1, new AiToAi(1, 0), RespondWhen.ALWAYS, 10, 1);
        try (var room = TestRoom.open(kafka, poor, "einstein", "curie")) {
            MessagePosted first = room.says("alice", "@einstein hello");
            ReplyPosted told = room.replies(1).getFirst();
            assertThat(told.outcome()).isEqualTo(EndReason.BUDGET_SPENT);
            assertThat(told.text()).isEqualTo(cards.of("einstein").orElseThrow().resting());
            MessagePosted second = room.says("alice", "@curie hello");
            assertThat(turns.outcomes(first.id()))
                    .extracting(Recorded::outcome)
                    .containsExactly("over_budget");
            assertThat(turns.outcomes(second.id()))
                    .extracting(Recorded::outcome)
                    .containsExactly("over_budget");
            assertThat(room.all(ReplyPosted.class)).hasSize(1);
            assertThat(room.all(ReplyStarted.class)).isEmpty();
        }
    }

    @Test
    void theBudgetCountsWhatWasSaid() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein")) {
            MessagePosted asked = room.says("alice", "@einstein hello");
            room.replies(1);
            int said = turns.outcomes(asked.id()).getFirst().tokensOut();
            assertThat(
                            turns.query(
                                    "select spent, reserved from budgets where room_id = ?",
                                    row -> List.of(row.getInt(1), row.getInt(2)),
                                    room.id))
                    .containsExactly(List.of(said, 0));
        }
    }

    @Test
    void twoPersonasHaveGreetedInTheLobbyAndNobodyAnsweredThem() throws Exception {
        try (var lobby =
                TestRoom.open(
                        kafka,
                        "lobby",
                        RoomAddress.own("lobby"),
                        LIVELY,
                        "einstein",
                        "curie",
                        "twain")) {
            assertThat(lobby.replies(2))
                    .extracting(ReplyPosted::text)
                    .containsExactly(
                            cards.of("einstein").orElseThrow().greeting(),
                            cards.of("curie").orElseThrow().greeting());
            assertThat(lobby.says("alice", "good morning")).isNotNull();
            assertThat(lobby.replies(4)).hasSize(4);
        }
    }
}
