package chatroom.ai.voices;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A voice that may fail or hang, with limits on both: a call that takes too long is ended, a
/// passing failure is tried once more, and a provider that fails again and again is left alone for
/// a while.
final class GuardedVoice implements Voice {

    /// A failure that comes so fast is worth one more try.
    private static final Duration QUICK = Duration.ofSeconds(1);

    private static final Duration RETRY_DELAY = Duration.ofMillis(300);

    /// A provider that wants to be left alone for longer is not waited for in the call.
    private static final Duration LONGEST_RETRY_DELAY = Duration.ofSeconds(3);

    private final Voice voice;
    private final Limits limits;
    private final Breaker breaker;
    private final FailureLog log;

    GuardedVoice(Voice voice, Limits limits, Breaker breaker, FailureLog log) {
        this.voice = voice;
        this.limits = limits;
        this.breaker = breaker;
        this.log = log;
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
    public int tokensToReason() {
        return voice.tokensToReason();
    }

    @Override
    public boolean rests() {
        return breaker.open();
    }

    @Override
    public boolean rests(String room) {
        return breaker.open(room);
    }

    @Override
    public Utterance begin(Script script) throws VoiceFailure {
        if (!breaker.permits(script.room())) {
            throw new VoiceFailure(VoiceFailure.Kind.RESTING);
        }
        return new Guarded(script, voice.begin(script));
    }

    private final class Guarded implements Utterance {
        private final Script script;
        private Utterance utterance;
        private long begun = System.nanoTime();
        private long lastSign = begun;
        private long firstSign;
        private boolean spoke;
        private boolean retried;
        private boolean over;
        private @Nullable Long retryAt;

        Guarded(Script script, Utterance utterance) {
            this.script = script;
            this.utterance = utterance;
        }

        @Override
        public Piece next(Duration atMost) throws VoiceFailure, InterruptedException {
            if (retryAt != null) {
                return waitToRetry(atMost, retryAt);
            }
            try {
                long left = left();
                Piece piece = utterance.next(shorter(atMost, Duration.ofNanos(Math.max(left, 0))));
                switch (piece) {
                    case Piece.Words(String text) -> {
                        sign();
                        spoke = true;
                    }
                    case Piece.Busy(), Piece.Restart() -> sign();
                    case Piece.End _ -> worked();
                    case Piece.None() -> {
                        if (left <= 0) {
                            throw new VoiceFailure(VoiceFailure.Kind.TIMED_OUT);
                        }
                    }
                }
                if (total() <= 0 && !(piece instanceof Piece.End)) {
                    throw new VoiceFailure(VoiceFailure.Kind.TIMED_OUT);
                }
                return piece;
            } catch (VoiceFailure failure) {
                if (mayRetry(failure)) {
                    return new Piece.None();
                }
                over = true;
                breaker.failed(script.room(), failure);
                log.failed(voice, failure);
                throw failure;
            }
        }

        private boolean mayRetry(VoiceFailure failure) {
            boolean quick = System.nanoTime() - begun < QUICK.toNanos();
            Duration wish = failure.retryAfter();
            Duration delay = wish == null || wish.compareTo(RETRY_DELAY) < 0 ? RETRY_DELAY : wish;
            if (retried
                    || spoke
                    || !quick
                    || !failure.passing()
                    || delay.compareTo(LONGEST_RETRY_DELAY) > 0) {
                return false;
            }
            retried = true;
            retryAt = System.nanoTime() + delay.toNanos();
            return true;
        }

        private Piece waitToRetry(Duration atMost, long at)
                throws VoiceFailure, InterruptedException {
            long wait = at - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(shorter(atMost, Duration.ofNanos(wait)));
                return new Piece.None();
            }
            retryAt = null;
            utterance.close();
            utterance = voice.begin(script);
            begun = System.nanoTime();
            lastSign = begun;
            firstSign = 0;
            return new Piece.None();
        }

        private void sign() {
            lastSign = System.nanoTime();
            if (firstSign == 0) {
                firstSign = lastSign;
            }
        }

        /// Any byte is a sign of life. Until the first word, the longer wait holds: a model may be
        /// loading or reasoning.
        private long left() {
            Duration wait = spoke ? limits.idle() : limits.first();
            return Math.min(lastSign + wait.toNanos() - System.nanoTime(), total());
        }

        private long total() {
            return firstSign == 0
                    ? Long.MAX_VALUE
                    : firstSign + limits.total().toNanos() - System.nanoTime();
        }

        @Override
        public int tokensWritten() {
            return utterance.tokensWritten();
        }

        private void worked() {
            over = true;
            breaker.worked(script.room());
        }

        @Override
        public void close() {
            utterance.close();
            // A line that was cut or stopped came from a model that works.
            if (spoke && !over) {
                worked();
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
