package chatroom.ai.reply;

import chatroom.ai.output.Draft;
import chatroom.ai.reply.Recital.End;
import chatroom.ai.voices.Piece;
import chatroom.ai.voices.Script;
import chatroom.ai.voices.Utterance;
import chatroom.ai.voices.Voice;
import chatroom.ai.voices.VoiceFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Lets a voice speak into a room, piece by piece, and ends it when somebody asks for that.
final class Reciter {

    /// Pieces are gathered for so long: a reader sees a steady flow and the log is not flooded.
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    private static final Duration TICK = Duration.ofMillis(30);

    /// A refusal that comes so fast is worth one more try.
    private static final Duration QUICK = Duration.ofSeconds(1);

    private static final Duration BEFORE_RETRY = Duration.ofMillis(300);

    /// Asked all the time while something is being said.
    interface Interrupter {
        /// @throws LeaseLostException where the turn is in other hands
        boolean stop();
    }

    private final Voice voice;
    private final Script script;
    private final RoomWriter room;
    private final Interrupter interrupter;
    private final long begun = System.nanoTime();
    private final Draft draft;
    private long lastShown = begun - GATHER_NANOS;
    private @Nullable Duration firstToken;

    Reciter(Voice voice, Script script, Draft draft, RoomWriter room, Interrupter interrupter) {
        this.voice = voice;
        this.script = script;
        this.draft = draft;
        this.room = room;
        this.interrupter = interrupter;
    }

    /// Says it; returns when it is said, stopped or has failed. What was shown by then the caller
    /// replaces by the final text.
    Recital recite() throws InterruptedException {
        try {
            return attempt();
        } catch (VoiceFailure failure) {
            if (failure.passing() && firstToken == null && since(begun).compareTo(QUICK) < 0) {
                Thread.sleep(BEFORE_RETRY);
                return again();
            }
            return failed(failure);
        }
    }

    private Recital again() throws InterruptedException {
        try {
            return attempt();
        } catch (VoiceFailure failure) {
            return failed(failure);
        }
    }

    private Recital attempt() throws VoiceFailure, InterruptedException {
        try (Utterance utterance = voice.begin(script)) {
            while (true) {
                if (interrupter.stop()) {
                    return recital(new End.Stopped(), draft.soFar(), -1, -1);
                }
                switch (utterance.next(TICK)) {
                    case Piece.Words(String text) -> hear(text);
                    case Piece.None() -> {}
                    case Piece.End(boolean complete, int in, int out) -> {
                        return recital(new End.Said(), draft.finished(complete), in, out);
                    }
                }
                if (draft.full()) {
                    return recital(new End.Said(), draft.finished(false), -1, -1);
                }
                show();
            }
        }
    }

    private void hear(String text) {
        if (firstToken == null && !text.isEmpty()) {
            firstToken = since(begun);
        }
        draft.add(text);
    }

    private void show() {
        long now = System.nanoTime();
        if (now - lastShown < GATHER_NANOS) {
            return;
        }
        String news = draft.news();
        if (!news.isEmpty()) {
            room.piece(news);
            lastShown = now;
        }
    }

    private Recital failed(VoiceFailure failure) {
        return recital(new End.Failed(failure.kind()), "", -1, -1);
    }

    private Recital recital(End end, String text, int tokensIn, int tokensOut) {
        int written = draft.tokens();
        // A provider that was stopped or cut off tells no count, but was paid for reading.
        boolean read = tokensIn < 0 && (written > 0 || !(end instanceof End.Failed));
        return new Recital(
                end,
                text,
                voice.provider(),
                voice.model(),
                read ? voice.tokensToRead(script) : Math.max(tokensIn, 0),
                tokensOut < 0 ? written : tokensOut,
                firstToken,
                since(begun));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
