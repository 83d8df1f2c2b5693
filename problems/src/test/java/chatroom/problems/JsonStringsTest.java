package chatroom.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatroom.problems.JsonStrings.RefusedStringException;
import chatroom.text.FreeText;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonStringsTest {

    record Body(
            @Nullable String name,
            @FreeText @Nullable String text,
            @Nullable List<String> ids,
            @FreeText @Nullable List<String> notes) {}

    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void customize() {
        new JsonStrings().customize(json);
    }

    @Test
    @DisplayName("A1: texts are cleaned")
    void aTextIsCleaned() throws JsonProcessingException {
        Body body = read("{\"text\":\"a\\u0000b\\ud800\",\"notes\":[\"\\u0007x\"]}");

        assertThat(body.text()).isEqualTo("ab");
        assertThat(body.notes()).containsExactly("x");
    }

    @Test
    @DisplayName("A2: names, ids and whatever has no mark are refused, with the field named")
    void anyOtherStringIsRefused() {
        assertThatThrownBy(() -> read("{\"name\":\"a\\u0000b\"}"))
                .isInstanceOfSatisfying(
                        RefusedStringException.class,
                        e -> {
                            assertThat(e.getOriginalMessage())
                                    .isEqualTo("must not contain control characters");
                            assertThat(e.getPath())
                                    .singleElement()
                                    .satisfies(
                                            at -> assertThat(at.getFieldName()).isEqualTo("name"));
                        });
        assertThatThrownBy(() -> read("{\"ids\":[\"a\",\"\\udc00\"]}"))
                .isInstanceOf(RefusedStringException.class)
                .hasMessageContaining("Unicode");
    }

    @Test
    void whatKeepsTheRulesStaysAsItIs() throws JsonProcessingException {
        Body body = read("{\"name\":\"Zoe\\u0308\",\"text\":\"one\\ntwo\",\"ids\":null}");

        assertThat(body.name()).isEqualTo("Zoe\u0308");
        assertThat(body.text()).isEqualTo("one\ntwo");
        assertThat(body.ids()).isNull();
    }

    private Body read(String body) throws JsonProcessingException {
        return json.readValue(body, Body.class);
    }
}
