package chatroom.ai.voices;

import java.time.Duration;

/// A voice that may fail or hang, with limits on both: what takes too long is ended, and what fails
/// again and again is left alone for a while.
final class GuardedVoice implements Voice {

    private final Voice voice;
    private final Limits limits;
    private final Breaker breaker;

    GuardedVoice(Voice voice, Limits limits, Breaker breaker) {
        this.voice = voice;
        this.limits = limits;
        this.breaker = breaker;
    }

    @Override
    public String provider() {
        return voice.provider();
    }

    @Override
    public String model() {
        return voice.model();
    }

    @Override
    public int tokensToRead(Script script) {
        return voice.tokensToRead(script);
    }

    @Override
    public boolean rests() {
        return breaker.open();
    }

    @Override
    public Utterance begin(Script script) throws VoiceFailure {
        if (!breaker.permits()) {
            throw new VoiceFailure(VoiceFailure.Kind.RESTING, null);
        }
        return new Guarded(voice.begin(script));
    }

    private final class Guarded implements Utterance {
        private final Utterance utterance;
        private final long begun = System.nanoTime();
        private long lastPiece = begun;
        private boolean began;

        Guarded(Utterance utterance) {
            this.utterance = utterance;
        }

        @Override
        public Piece next(Duration atMost) throws VoiceFailure, InterruptedException {
            long left = left();
            try {
                Piece piece = utterance.next(shorter(atMost, Duration.ofNanos(Math.max(left, 0))));
                switch (piece) {
                    case Piece.Words(String text) -> {
                        began = true;
                        lastPiece = System.nanoTime();
                    }
                    case Piece.End _ -> breaker.worked();
                    case Piece.None() -> {
                        if (left <= 0) {
                            throw new VoiceFailure(VoiceFailure.Kind.TIMED_OUT, null);
                        }
                    }
                }
                if (total() <= 0 && !(piece instanceof Piece.End)) {
                    throw new VoiceFailure(VoiceFailure.Kind.TIMED_OUT, null);
                }
                return piece;
            } catch (VoiceFailure failure) {
                breaker.failed();
                throw failure;
            }
        }

        private long left() {
            Duration patience = began ? limits.idle() : limits.first();
            return Math.min(lastPiece + patience.toNanos() - System.nanoTime(), total());
        }

        private long total() {
            return begun + limits.total().toNanos() - System.nanoTime();
        }

        @Override
        public void close() {
            utterance.close();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
