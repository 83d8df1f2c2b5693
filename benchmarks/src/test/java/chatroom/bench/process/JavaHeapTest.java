package chatroom.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaHeapTest {

    @Test
    void theGenerationsAreAddedUpWithoutTheirSpacesAndTheMetaspace() {
        String info =
                """
                 PSYoungGen      total 118784K, used 3083K [0x00000000e0000000, 0x00000000e8000000)
                  eden space 102400K, 3% used [0x00000000e0000000,0x00000000e0302e08)
                  from space 16384K, 0% used [0x00000000e6400000,0x00000000e6400000)
                 ParOldGen       total 272384K, used 41000K [0x00000000a0000000, 0x00000000b0a00000)
                  object space 272384K, 15% used [0x00000000a0000000,0x00000000a280a000)
                 Metaspace       used 90000K, committed 91000K, reserved 1138688K
                """;
        assertThat(JavaHeap.used(info)).isEqualTo(44_083);
    }
}
