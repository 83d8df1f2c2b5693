package chatroom.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello, everyone!",
                "{not json",
                "[1,2]",
                "\"text\"",
                "{\"no\":\"type\"}",
                "{\"type\":1}"
            })
    void whatIsNoObjectWithATypeIsText(String frame) {
        assertThat(Inbound.read(frame)).isEqualTo(new Inbound.Say(frame, null, null, false, null));
    }

    @Test
    void aMessageMayHaveANameAndAnswerAnother() {
        UUID other = UUID.randomUUID();
        assertThat(
                        Inbound.read(
                                """
                                {"type":"message","text":"hi","client_id":"c1","reply_to":"%s","extra":1}
                                """
                                        .formatted(other)))
                .isEqualTo(new Inbound.Say("hi", "c1", other, true, null));
    }

    @Test
    void aMessageMayBePartOfATrace() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
        assertThat(
                        Inbound.read(
                                """
                                {"type":"message","text":"hi","traceparent":"%s"}
                                """
                                        .formatted(trace)))
                .isEqualTo(new Inbound.Say("hi", null, null, true, trace));
        // What is none is not the message's fault.
        assertThat(Inbound.read("{\"type\":\"message\",\"text\":\"hi\",\"traceparent\":7}"))
                .isEqualTo(new Inbound.Say("hi", null, null, true, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"message\"}",
                "{\"type\":\"message\",\"text\":5}",
                "{\"type\":\"message\",\"text\":\"x\",\"reply_to\":\"y\"}",
                "{\"type\":\"read\"}",
                "{\"type\":\"read\",\"seq\":\"1\"}",
                "{\"type\":\"stop\",\"message_id\":\"x\"}",
                "{\"type\":\"auth\"}",
                "{\"type\":\"dance\"}"
            })
    void aTypedFrameThatIsWrongIsSaidToBe(String frame) {
        assertThat(Inbound.read(frame)).isInstanceOf(Inbound.Unintelligible.class);
    }

    @Test
    void aNameThatIsTooLongIsRefusedUnderThatName() {
        String name = "c".repeat(Inbound.LONGEST_CLIENT_ID + 1);
        assertThat(
                        Inbound.read(
                                "{\"type\":\"message\",\"text\":\"x\",\"client_id\":\"%s\"}"
                                        .formatted(name)))
                .isEqualTo(
                        new Inbound.Unintelligible("client_id must have 1–100 characters", name));
    }
}
