package chatroom.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void whatIsDueDoesNotDependOnHowLongSpeakingTakes() {
        long begin = System.nanoTime() - SECOND;
        List<Long> due = new ArrayList<>();
        new Pace(5, 2).run(begin, begin + SECOND, (number, time) -> due.add(time - begin));
        assertThat(due)
                .containsExactly(
                        0L,
                        100_000_000L,
                        200_000_000L,
                        300_000_000L,
                        400_000_000L,
                        500_000_000L,
                        600_000_000L,
                        700_000_000L,
                        800_000_000L,
                        900_000_000L);
    }

    @Test
    void nothingIsSaidBeforeItIsDue() {
        long begin = System.nanoTime();
        new Pace(1, 100)
                .run(
                        begin,
                        begin + SECOND / 20,
                        (number, due) -> assertThat(System.nanoTime()).isGreaterThanOrEqualTo(due));
    }

    @Test
    void theMessagesOfAPartOfTheTimeAreCounted() {
        assertThat(new Pace(200, 10).due(0, 3 * SECOND, SECOND, 3 * SECOND)).isEqualTo(4_000);
    }
}
