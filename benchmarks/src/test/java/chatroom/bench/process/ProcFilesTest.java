package chatroom.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcFilesTest {

    @Test
    void cpuTimeIsItsOwnAndThatOfItsDeadChildren() {
        String stat =
                "4242 (a (strange) name) S 1 4242 4242 0 -1 4194560 100 0 0 0 150 50 25 5 20 0 40 0";
        assertThat(ProcFiles.cpuSeconds(stat)).isEqualTo(2.3);
    }

    @Test
    void thisProcessHasUsedSome() {
        assertThat(ProcFiles.cpuSeconds(ProcessHandle.current().pid()).orElse(0)).isPositive();
    }

    @Test
    void aProcessThatIsGoneHasNone() {
        assertThat(ProcFiles.cpuSeconds(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void memoryIsReadFromTheRollup() {
        String rollup =
                """
                55d0-7ffd ---p 00000000 00:00 0    [rollup]
                Rss:              350796 kB
                Pss:              301122 kB
                Pss_Dirty:        290000 kB
                """;
        assertThat(ProcFiles.kilobytes(rollup, "Rss")).hasValue(350_796);
        assertThat(ProcFiles.kilobytes(rollup, "Pss")).hasValue(301_122);
        assertThat(ProcFiles.kilobytes("", "Rss")).isEmpty();
    }
}
