package chatroom.sms.text;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.sms.text.Segments.Encoding;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentsTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", Encoding.GSM_7, 0, 1),
                Arguments.of("hello", Encoding.GSM_7, 5, 1),
                Arguments.of("a".repeat(160), Encoding.GSM_7, 160, 1),
                Arguments.of("a".repeat(161), Encoding.GSM_7, 161, 2),
                Arguments.of("a".repeat(306), Encoding.GSM_7, 306, 2),
                Arguments.of("a".repeat(307), Encoding.GSM_7, 307, 3),
                Arguments.of("€".repeat(80), Encoding.GSM_7, 160, 1),
                Arguments.of("€".repeat(81), Encoding.GSM_7, 162, 2),
                // A character of two septets is not parted: 152 + 2 do not fit into 153.
                Arguments.of("a".repeat(152) + "{".repeat(77), Encoding.GSM_7, 306, 3),
                Arguments.of("ÄÖÜäöüß@£ñ", Encoding.GSM_7, 10, 1),
                Arguments.of("ç", Encoding.UCS_2, 1, 1),
                Arguments.of("ж".repeat(70), Encoding.UCS_2, 70, 1),
                Arguments.of("ж".repeat(71), Encoding.UCS_2, 71, 2),
                Arguments.of("ж".repeat(134), Encoding.UCS_2, 134, 2),
                Arguments.of("ж".repeat(135), Encoding.UCS_2, 135, 3),
                Arguments.of("👍", Encoding.UCS_2, 2, 1),
                Arguments.of("👍".repeat(35), Encoding.UCS_2, 70, 1),
                // 33 of two units and one left over in each part of 67.
                Arguments.of("👍".repeat(67), Encoding.UCS_2, 134, 3),
                Arguments.of("`", Encoding.UCS_2, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextTakesItsSegments(String text, Encoding encoding, int units, int count) {
        assertThat(Segments.of(text)).isEqualTo(new Segments(encoding, units, count));
    }

    @Test
    void whatIsTooLongIsCutSoThatItFits() {
        for (int segments = 1; segments <= 3; segments++) {
            for (String text :
                    new String[] {"word ".repeat(200), "€ ".repeat(400), "👍".repeat(300)}) {
                String cut = SmsText.fit(text, segments);

                assertThat(Segments.of(cut).count()).isEqualTo(segments);
                assertThat(cut).endsWith("...");
                assertThat(text).startsWith(cut.substring(0, cut.length() - 3));
                assertThat(Character.isHighSurrogate(cut.charAt(cut.length() - 4))).isFalse();
            }
        }
        assertThat(SmsText.fit("short", 1)).isEqualTo("short");
    }

    @Test
    void anMmsIsCutWhereTwilioWouldRefuseItAndNoCharacterIsTornApart() {
        assertThat(SmsText.fitMms("a".repeat(1_600))).hasSize(1_600);
        assertThat(SmsText.fitMms("a".repeat(1_601))).hasSize(1_600);
        assertThat(SmsText.fitMms("a" + "👍".repeat(900))).isEqualTo("a" + "👍".repeat(799));
    }

    @Test
    void typographyCostsNothing() {
        String plain = SmsText.plain("“Don’t” – she said… ok");

        assertThat(plain).isEqualTo("\"Don't\" - she said... ok");
        assertThat(Segments.of(plain).encoding()).isEqualTo(Encoding.GSM_7);
    }
}
