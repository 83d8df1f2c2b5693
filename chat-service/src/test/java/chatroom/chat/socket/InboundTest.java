package chatroom.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
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
                "{\"type\":\"message\",\"text\":\"x\",\"client_id\":5}",
                "{\"type\":\"read\"}",
                "{\"type\":\"read\",\"seq\":-1}",
                "{\"type\":\"read\",\"seq\":1.5}",
                "{\"type\":\"read\",\"seq\":1e400}",
                "{\"type\":\"read\",\"seq\":99999999999999999999}",
                "{\"type\":\"read\",\"seq\":\"1\"}",
                "{\"type\":\"stop\",\"message_id\":\"x\"}",
                "{\"type\":\"auth\"}",
                "{\"type\":\"dance\"}"
            })
    void aTypedFrameThatIsWrongIsSaidToBe(String frame) {
        assertThat(Inbound.read(frame)).isInstanceOf(Inbound.Unintelligible.class);
    }

    @ParameterizedTest
    @DisplayName("A1: a client_id is 1 to 128 printable characters")
    @ValueSource(strings = {"a\\u0000b", "", " ", "\\ud800", "\\n", "\\u0085", "\\u200b"})
    void aClientIdThatCanNotBeStoredIsRefused(String clientId) {
        Inbound read =
                Inbound.read(
                        "{\"type\":\"message\",\"text\":\"x\",\"client_id\":\"%s\"}"
                                .formatted(clientId));

        assertThat(read)
                .isInstanceOfSatisfying(
                        Inbound.Unintelligible.class,
                        wrong -> {
                            assertThat(wrong.why()).startsWith("client_id must");
                            assertThat(wrong.clientId()).isNull();
                        });
    }

    @Test
    void aClientIdThatIsTooLongIsRefused() {
        assertThat(
                        Inbound.read(
                                "{\"type\":\"message\",\"text\":\"x\",\"client_id\":\"%s\"}"
                                        .formatted("c".repeat(129))))
                .isEqualTo(
                        new Inbound.Unintelligible(
                                "client_id must be at most 128 characters", null));
    }
}
