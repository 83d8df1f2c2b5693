package chatroom.sms.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.sms.outgoing.Bundle.Said;
import chatroom.sms.text.SmsText;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void aSpeakerIsNamedAsPeopleWould() {
        assertThat(Speaker.of("AI_Einstein")).isEqualTo("Einstein");
        assertThat(Speaker.of("AI_Ada_Lovelace")).isEqualTo("Ada Lovelace");
    }

    @Test
    void aDigestSaysHowManyAndShowsTheNewestThatFit() {
        List<Said> said =
                List.of(
                        new Said("Einstein", "E = mc2"),
                        new Said("Bob", "x".repeat(120)),
                        new Said("Ada", "Let us compute."));

        assertThat(Bundle.digest("Space Café", said, text -> SmsText.fit(text, 3)))
                .startsWith("3 new in Space Café: Einstein: E = mc2 / Bob: xxx")
                .endsWith("Ada: Let us compute.");
        assertThat(Bundle.digest("Space Café", said, text -> SmsText.fit(text, 1)))
                .isEqualTo("3 new in Space Café: Ada: Let us compute.");
    }

    @Test
    void linesStandUnderTheirSpeakers() {
        assertThat(Bundle.lines(List.of(new Said("Einstein", "Yes. "), new Said("Bob", "No."))))
                .isEqualTo("Einstein: Yes.\nBob: No.");
    }
}
