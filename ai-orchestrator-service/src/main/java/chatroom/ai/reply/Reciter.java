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

    /// Says it; returns when it is said, stopped or has failed. The caller replaces the text that
    /// was shown by then by the final one.
    Recital recite() throws InterruptedException {
        try {
            return attempt();
        } catch (VoiceFailure failure) {
            return recital(new End.Failed(failure.kind()), "", -1, -1, 0);
        }
    }

    private Recital attempt() throws VoiceFailure, InterruptedException {
        try (Utterance utterance = voice.begin(script)) {
            while (true) {
                if (interrupter.stop()) {
                    return ended(new End.Stopped(), draft.soFar(), utterance);
                }
                switch (utterance.next(TICK)) {
                    case Piece.Words(String text) -> hear(text);
                    case Piece.Restart() -> restart();
                    case Piece.Busy(), Piece.None() -> {}
                    case Piece.End(boolean complete, int in, int out) -> {
                        int written = utterance.tokensWritten();
                        return recital(new End.Said(), draft.finished(complete), in, out, written);
                    }
                }
                if (draft.full()) {
                    return ended(new End.Said(), draft.finished(false), utterance);
                }
                show();
            }
        }
    }

    private Recital ended(End end, String text, Utterance utterance) {
        return recital(end, text, -1, -1, utterance.tokensWritten());
    }

    /// The text so far was reasoning: readers forget it, too.
    private void restart() {
        if (draft.begun()) {
            room.started();
        }
        draft.restart();
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

    /// @param claimedIn tokens read by the provider's count; −1 where it told none
    /// @param claimedOut tokens written, likewise
    /// @param counted tokens written by our own count, reasoning included
    private Recital recital(End end, String text, int claimedIn, int claimedOut, int counted) {
        int written = Math.max(counted, draft.tokens());
        // A provider that was stopped or cut off tells no count, but was paid for reading. A claim
        // below our own count is none.
        boolean read = claimedIn >= 0 || written > 0 || !(end instanceof End.Failed);
        return new Recital(
                end,
                text,
                voice.provider(),
                voice.model(),
                read ? Math.max(claimedIn, voice.tokensToRead(script)) : 0,
                Math.max(claimedOut, written),
                firstToken,
                since(begun));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
