package chatroom.roomlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReaderProgressTest {

    private final AtomicLong clock = new AtomicLong();
    private final ReaderProgress progress = new ReaderProgress(clock::get);

    @Test
    void aReaderThatHasReadAllIsNotStalled() {
        pass(90);
        assertThat(progress.stalled()).isZero();
    }

    @Test
    void recordsThatAreNotHandledStallIt() {
        progress.somethingToRead();
        pass(61);
        progress.somethingToRead();
        progress.left(12);
        assertThat(progress.stalled()).isEqualTo(Duration.ofSeconds(61));
        assertThat(progress.behind()).isEqualTo(12);
    }

    @Test
    void everyBatchIsProgressHoweverMuchIsLeft() {
        progress.left(5_000);
        pass(59);
        progress.handled();
        progress.left(4_500);
        pass(59);
        assertThat(progress.stalled()).isEqualTo(Duration.ofSeconds(59));
    }

    @Test
    void whatAnotherReaderTookOverDoesNotStallIt() {
        progress.left(3);
        pass(61);
        progress.idle();
        assertThat(progress.stalled()).isZero();
        assertThat(progress.behind()).isZero();
    }

    private void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
