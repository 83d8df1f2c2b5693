package chatroom.ai.voices;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/// A line that is known already, said word by word at the pace of a model.
final class SpokenWords implements Utterance {

    private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(120);
    private static final long WORD_NANOS = TimeUnit.MILLISECONDS.toNanos(26);

    private final Queue<String> words;
    private final String line;
    private long due = System.nanoTime() + BREATH_NANOS;

    SpokenWords(String line) {
        this.line = line;
        this.words = new ArrayDeque<>(List.of(line.split("(?<=\\s)")));
    }

    @Override
    public Piece next(Duration atMost) throws InterruptedException {
        long wait = due - System.nanoTime();
        if (wait > atMost.toNanos()) {
            Thread.sleep(atMost);
            return new Piece.None();
        }
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
        String word = words.poll();
        if (word == null) {
            return new Piece.End(true, 0, chatroom.ai.output.Tokens.count(line));
        }
        due += WORD_NANOS;
        return new Piece.Words(word);
    }

    @Override
    public void close() {
        words.clear();
    }
}
