package chatroom.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records of others are taken by the rules of text, or not at all.
class HostileRecordsTest {

    private static final String ID = "0198c2a0-7d3e-7000-8000-000000000001";

    @Test
    @DisplayName("A1: control characters leave the text of a record")
    void theTextOfARecordIsCleaned() {
        var posted = posted("alice", "a\\u0000b \\ud800c\\u0007", "c-1");

        assertThat(posted.text()).isEqualTo("ab c");
        assertThat(posted.clientId()).isEqualTo("c-1");
    }

    @Test
    @DisplayName("A1: an acknowledged message stays, without the client_id that can not be stored")
    void aMessageOutlivesItsClientId() {
        var posted = posted("alice", "hello", "a\\u0000b");

        assertThat(posted.text()).isEqualTo("hello");
        assertThat(posted.clientId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "a\\nb", "", " ", "\\u200b"})
    void aNameThatBreaksTheRulesMakesTheRecordMalformed(String sender) {
        assertThatThrownBy(() -> posted(sender, "hello", "c-1"))
                .isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(() ->
                        read(
                                "{\"id\":\"%s\",\"username\":\"%s\",\"is_admin\":false,\"disabled\":false}"
                                        .formatted(ID, sender),
                                UserState.class))
                .isInstanceOf(MalformedEventException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "7", "\"x\"", "{\"id\":\"" + ID + "\"}"})
    void aRecordWithoutItsFieldsIsMalformed(String json) {
        for (Class<?> event : EventTypes.all().values()) {
            assertThatThrownBy(() -> read(json, event)).isInstanceOf(MalformedEventException.class);
        }
        assertThatThrownBy(() -> read(json, RoomState.class))
                .isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(() -> read(json, PersonaState.class))
                .isInstanceOf(MalformedEventException.class);
    }

    @Test
    void aTextBeyondAllBoundsIsMalformed() {
        assertThatThrownBy(() -> posted("alice", "x".repeat(300_000), "c-1"))
                .isInstanceOf(MalformedEventException.class);
    }

    private static RoomEvent.MessagePosted posted(String sender, String text, String clientId) {
        return read(
                """
                {"id":"%s","sender":"%s","text":"%s","client_id":"%s","via":"web"}
                """
                        .formatted(ID, sender, text, clientId),
                RoomEvent.MessagePosted.class);
    }

    private static <T> T read(String json, Class<T> type) {
        return EventJson.read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
