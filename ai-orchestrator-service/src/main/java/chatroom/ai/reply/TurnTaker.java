package chatroom.ai.reply;

import chatroom.ai.budget.Budgets;
import chatroom.ai.distress.CalmAnswers;
import chatroom.ai.distress.DistressLog.Aftermath;
import chatroom.ai.distress.SafetyVoice;
import chatroom.ai.personas.Card;
import chatroom.ai.personas.Cards;
import chatroom.ai.reply.Recital.End;
import chatroom.ai.reply.Scenes.Scene;
import chatroom.ai.reply.Turn.Cast;
import chatroom.ai.reply.Turn.Written;
import chatroom.ai.rooms.Rooms;
import chatroom.ai.turns.Decision;
import chatroom.ai.turns.Floor;
import chatroom.ai.turns.Line;
import chatroom.ai.turns.Outcome;
import chatroom.ai.turns.Relevance;
import chatroom.ai.turns.Rule;
import chatroom.ai.turns.SilenceReason;
import chatroom.ai.turns.Trigrams;
import chatroom.ai.voices.Script;
import chatroom.ai.voices.Voice;
import chatroom.ai.voices.VoiceFailure;
import chatroom.ai.voices.Voices;
import chatroom.events.EndReason;
import chatroom.events.RoomState;
import chatroom.roomlog.RoomLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Takes one turn from its lease to its outcome, from wherever an earlier worker left it.
@ApplicationScoped
class TurnTaker {

    private static final double SAID_ALREADY = 0.88;
    private static final int LINES_COMPARED = 10;
    private static final Duration A_MOMENT = Duration.ofMillis(300);
    private static final Duration UNKNOWN_ROOM = Duration.ofSeconds(30);

    /// After an outage a room is not answered what it asked long ago.
    private static final Duration TOO_LATE = Duration.ofMinutes(5);

    /// A turn whose worker was lost in a call is called for once more, and not again: it may be the
    /// call that ends the worker.
    private static final int MOST_CALLS = 2;

    /// The reason of a failure that was none of the provider's.
    private static final String INTERNAL = "internal";

    /// Lines of the card itself, said for want of anything better.
    private static final String CARD = "builtin";

    private final Turns turns;
    private final EarlierReplies earlier;
    private final Rooms rooms;
    private final Scenes scenes;
    private final Cards cards;
    private final CalmAnswers calmAnswers;
    private final Voices voices;
    private final Stops stops;
    private final TurnMetrics metrics;
    private final RoomLog log;
    private final InstantSource clock;
    private final Floor floor;
    private final Map<String, Instant> unknownSince = new ConcurrentHashMap<>();

    TurnTaker(
            Turns turns,
            EarlierReplies earlier,
            Rooms rooms,
            Scenes scenes,
            Cards cards,
            CalmAnswers calmAnswers,
            Voices voices,
            Stops stops,
            TurnMetrics metrics,
            Relevance relevance,
            RoomLog log,
            InstantSource clock) {
        this.turns = turns;
        this.earlier = earlier;
        this.rooms = rooms;
        this.scenes = scenes;
        this.cards = cards;
        this.calmAnswers = calmAnswers;
        this.voices = voices;
        this.stops = stops;
        this.metrics = metrics;
        this.log = log;
        this.clock = clock;
        this.floor = new Floor(relevance);
    }

    /// @return how long to wait where it was too early; empty where the turn has its outcome
    Optional<Duration> take(Turn turn) throws SQLException, InterruptedException {
        Optional<RoomState> known = rooms.of(turn.room());
        if (known.isEmpty()) {
            return waitForRoom(turn);
        }
        unknownSince.remove(turn.room());
        RoomState room = known.get();
        Cast cast = turn.cast();
        Written written = turn.written();
        boolean distress = turn.kind().equals(Turns.DISTRESS);
        if (!distress && written == null && turn.waited().compareTo(TOO_LATE) > 0) {
            unanswered(turn, room, cast, SilenceReason.STALE);
            return Optional.empty();
        }
        Optional<Outcome> before = earlier.outcome(turn, room);
        if (before.isPresent()) {
            end(turn, null, before.get(), Map.of(), null);
            return Optional.empty();
        }
        if (cast != null && written != null) {
            publish(turn, writer(room, turn, cast), written);
            return Optional.empty();
        }
        if (distress) {
            answerDistress(turn, room);
            return Optional.empty();
        }
        Scene scene = scenes.of(room);
        if (turn.kind().equals(Turns.GREETING) && cast != null) {
            greet(turn, cast, scene);
            return Optional.empty();
        }
        Optional<Line> said = scene.line(turn);
        if (said.isEmpty()) {
            silent(turn, SilenceReason.STALE, Map.of());
            return Optional.empty();
        }
        Aftermath aftermath = scenes.aftermath(scene, said.get());
        if (aftermath == Aftermath.OVERTAKEN) {
            unanswered(turn, room, cast, SilenceReason.AFTER_DISTRESS);
            return Optional.empty();
        }
        if (cast != null) {
            speak(turn, cast, scene, said.get());
            return Optional.empty();
        }
        return decide(turn, scene, said.get(), aftermath);
    }

    /// The same fixed words whatever voice, budget or participation the room has.
    private void answerDistress(Turn turn, RoomState room)
            throws SQLException, InterruptedException {
        Optional<String> line = calmAnswers.to(turn.trigger());
        if (line.isEmpty()) {
            silent(turn, SilenceReason.CALM_LINE_REPEATED, Map.of());
            return;
        }
        var cast = new Cast(SafetyVoice.ID, Rule.SAFETY, 1);
        var written = new Written(line.get(), new Outcome.Replied(), SafetyVoice.PROVIDER);
        turns.cast(turn, List.of(new Decision.Speaker(cast.persona(), cast.rule())), 1, Map.of());
        turns.write(turn, written, null);
        publish(turn, writer(room, turn, cast), written);
    }

    /// A process that has just started may not have read of the room yet.
    private Optional<Duration> waitForRoom(Turn turn) throws SQLException {
        Instant now = clock.instant();
        Instant since = unknownSince.computeIfAbsent(turn.room(), room -> now);
        if (since.plus(UNKNOWN_ROOM).isAfter(now)) {
            turns.putOff(turn, A_MOMENT);
            return Optional.of(A_MOMENT);
        }
        silent(turn, SilenceReason.ROOM_UNKNOWN, Map.of());
        return Optional.empty();
    }

    private void unanswered(Turn turn, RoomState room, @Nullable Cast cast, SilenceReason reason)
            throws SQLException {
        // A lost worker may have shown its beginning.
        RoomWriter writer = cast == null ? null : writer(room, turn, cast);
        end(turn, writer, new Outcome.Silent(reason), Map.of(), null);
    }

    private Optional<Duration> decide(Turn turn, Scene scene, Line said, Aftermath aftermath)
            throws SQLException, InterruptedException {
        switch (floor.decide(said, scenes.table(scene, turn, aftermath))) {
            case Decision.Silent(SilenceReason reason, Map<String, Double> scores) ->
                    silent(turn, reason, scores);
            case Decision.Wait(Duration time) -> {
                turns.putOff(turn, time);
                return Optional.of(time);
            }
            case Decision.Speak(
                            List<Decision.Speaker> speakers,
                            int hop,
                            Map<String, Double> scores) -> {
                turns.cast(turn, speakers, hop, scores);
                Decision.Speaker first = speakers.getFirst();
                speak(turn, new Cast(first.persona(), first.rule(), hop), scene, said);
            }
        }
        return Optional.empty();
    }

    private void speak(Turn turn, Cast cast, Scene scene, Line said)
            throws SQLException, InterruptedException {
        Card card = cards.of(cast.persona()).orElseThrow();
        RoomWriter writer = writer(scene.room(), turn, cast);
        if (turn.calls() >= MOST_CALLS) {
            failed(turn, writer, card, INTERNAL, null);
            return;
        }
        Voice voice = voices.current();
        if (voice.rests(turn.room())) {
            failed(turn, writer, card, VoiceFailure.Kind.RESTING.wireName(), null);
            return;
        }
        Script script = scenes.script(scene, card, said);
        LocalDate today = Budgets.today();
        long tokens =
                (long) voice.tokensToRead(script)
                        + voice.tokensToReason()
                        + card.styleConstraints().maxTokens();
        if (!turns.beginCall(turn, today, tokens, scene.room().ai().dailyTokenLimit())) {
            overBudget(turn, writer, card, today);
            return;
        }
        Recital recital = recite(turn, scene, card, voice, script, writer);
        metrics.recited(cast.persona(), recital);
        switch (recital.end()) {
            case End.Said() -> said(turn, writer, scene, recital);
            case End.Stopped() -> stopped(turn, writer, recital);
            case End.Failed(VoiceFailure.Kind kind) ->
                    failed(turn, writer, card, kind.wireName(), recital);
        }
    }

    private Recital recite(
            Turn turn, Scene scene, Card card, Voice voice, Script script, RoomWriter writer)
            throws InterruptedException {
        stops.begin(writer.reply().id());
        try {
            writer.started();
            var lease = new Lease(turn, turns, stops, writer.reply().id());
            return new Reciter(voice, script, scenes.draft(scene, card), writer, lease).recite();
        } finally {
            stops.end(writer.reply().id());
        }
    }

    private void said(Turn turn, RoomWriter writer, Scene scene, Recital recital)
            throws SQLException, InterruptedException {
        boolean nothing = recital.text().isEmpty();
        boolean again = turn.kind().equals(Turns.PERSONA) && saidAlready(recital.text(), scene);
        if (nothing || again) {
            var reason = nothing ? SilenceReason.NOTHING_TO_SAY : SilenceReason.SIMILAR;
            end(turn, writer, new Outcome.Silent(reason), Map.of(), recital);
            return;
        }
        var written = new Written(recital.text(), new Outcome.Replied(), recital.provider());
        turns.write(turn, written, recital);
        publish(turn, writer, written);
    }

    private static boolean saidAlready(String text, Scene scene) {
        List<Line> lines = scene.lines();
        return lines.subList(Math.max(0, lines.size() - LINES_COMPARED), lines.size()).stream()
                .anyMatch(line -> Trigrams.similarity(line.text(), text) >= SAID_ALREADY);
    }

    private void stopped(Turn turn, RoomWriter writer, Recital recital)
            throws SQLException, InterruptedException {
        if (recital.text().isEmpty()) {
            end(turn, writer, new Outcome.Stopped(), Map.of(), recital);
            return;
        }
        var written = new Written(recital.text(), new Outcome.Stopped(), recital.provider());
        turns.write(turn, written, recital);
        publish(turn, writer, written);
    }

    private void failed(
            Turn turn, RoomWriter writer, Card card, String cause, @Nullable Recital recital)
            throws SQLException, InterruptedException {
        var outcome = new Outcome.Failed(cause);
        List<String> excuses = card.cannotAnswer();
        String excuse = excuses.get(Math.floorMod(turn.trigger().hashCode(), excuses.size()));
        var written = new Written(excuse, outcome, CARD);
        if (turns.excuse(turn, written, recital)) {
            publish(turn, writer, written);
            return;
        }
        end(turn, writer, outcome, Map.of(), recital);
    }

    private void overBudget(Turn turn, RoomWriter writer, Card card, LocalDate today)
            throws SQLException, InterruptedException {
        var written = new Written(card.resting(), new Outcome.OverBudget(), CARD);
        if (turns.tellBudgetSpent(turn, today, written)) {
            publish(turn, writer, written);
        } else {
            end(turn, writer, new Outcome.OverBudget(), Map.of(), null);
        }
    }

    private void greet(Turn turn, Cast cast, Scene scene)
            throws SQLException, InterruptedException {
        if (scene.lines().stream().anyMatch(Line::isPersons)) {
            silent(turn, SilenceReason.ROOM_IN_USE, Map.of());
            return;
        }
        Card card = cards.of(cast.persona()).orElseThrow();
        var written = new Written(card.greeting(), new Outcome.Replied(), CARD);
        turns.write(turn, written, null);
        publish(turn, writer(scene.room(), turn, cast), written);
    }

    private void publish(Turn turn, RoomWriter writer, Written written)
            throws SQLException, InterruptedException {
        EndReason reason = endReason(written.outcome());
        writer.posted(written.text(), written.provider(), reason);
        if (reason != null) {
            writer.ended(reason);
        }
        end(turn, null, written.outcome(), Map.of(), null);
    }

    private static @Nullable EndReason endReason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Replied() -> null;
            case Outcome.Stopped() -> EndReason.STOPPED;
            case Outcome.Failed(String cause) -> EndReason.FAILED;
            case Outcome.OverBudget() -> EndReason.BUDGET_SPENT;
            case Outcome.Silent(SilenceReason why) -> EndReason.SILENT;
        };
    }

    /// Ends a turn that failed for a reason of its own, which would come again: with an excuse
    /// where that can be said, and in any case with its outcome.
    void giveUp(Turn turn) throws SQLException, InterruptedException {
        // The attempt that failed may have decided, begun and written.
        Turn now = turns.reread(turn);
        Cast cast = now.cast();
        RoomState room = rooms.of(now.room()).orElse(null);
        Card card = cast == null ? null : cards.of(cast.persona()).orElse(null);
        if (cast == null || room == null || card == null) {
            end(now, null, new Outcome.Failed(INTERNAL), Map.of(), null);
            return;
        }
        RoomWriter writer = writer(room, now, cast);
        try {
            if (now.written() == null) {
                failed(now, writer, card, INTERNAL, null);
                return;
            }
        } catch (SQLException | RuntimeException e) {
            if (e instanceof LeaseLostException || Faults.passes(e)) {
                throw e;
            }
        }
        end(now, writer, new Outcome.Failed(INTERNAL), Map.of(), null);
    }

    private void silent(Turn turn, SilenceReason reason, Map<String, Double> scores)
            throws SQLException {
        end(turn, null, new Outcome.Silent(reason), scores, null);
    }

    /// The one way out of a turn: ends the stream, settles the tokens, records the outcome.
    ///
    /// @param open whose stream is to be ended, where one was begun; null where none was, or a
    ///   whole text has ended it
    private void end(
            Turn turn,
            @Nullable RoomWriter open,
            Outcome outcome,
            Map<String, Double> scores,
            @Nullable Recital recital)
            throws SQLException {
        EndReason reason = endReason(outcome);
        if (open != null && reason != null) {
            open.endIfBegun(reason);
        }
        turns.close(turn, outcome, scores, recital);
        metrics.ended(turn, outcome);
        TurnSpan.ended(outcome);
    }

    private RoomWriter writer(RoomState room, Turn turn, Cast cast) {
        boolean calm = cast.persona().equals(SafetyVoice.ID);
        boolean asked = !turn.kind().equals(Turns.GREETING);
        return new RoomWriter(
                log,
                clock,
                room,
                new RoomWriter.Reply(
                        turn.replyId(cast.persona()),
                        cast.persona(),
                        calm ? SafetyVoice.SENDER : cards.of(cast.persona()).orElseThrow().sender(),
                        asked ? turn.trigger() : null,
                        cast.hop()),
                turn.calls() > 0);
    }
}
