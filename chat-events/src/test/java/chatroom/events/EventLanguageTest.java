package chatroom.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The records, the golden JSON and `asyncapi.yaml` say the same.
class EventLanguageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode ASYNC_API = asyncApi();

    private static final Map<String, Class<?>> STATES =
            Map.of(
                    RoomState.TOPIC, RoomState.class,
                    PersonaState.TOPIC, PersonaState.class,
                    UserState.TOPIC, UserState.class,
                    SessionRevoked.TOPIC, SessionRevoked.class);

    static Stream<String> everyType() {
        return Stream.concat(EventTypes.all().keySet().stream(), STATES.keySet().stream());
    }

    @Test
    void everyEventHasAWireName() {
        assertThat(Set.<Class<?>>copyOf(EventTypes.all().values()))
                .isEqualTo(concrete(RoomEvent.class));
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void everyTypeReadsAndWritesItsGoldenJson(String type) throws IOException {
        JsonNode golden = golden(type);
        Object value = EventJson.read(JSON.writeValueAsBytes(golden), classOf(type));
        assertThat(JSON.readTree(EventJson.write(value))).isEqualTo(golden);
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void theGoldenJsonShowsEveryField(String type) throws IOException {
        assertThat(fieldNames(golden(type))).isEqualTo(components(classOf(type)));
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void asyncApiDescribesEveryFieldAndNoOther(String type) throws IOException {
        JsonNode payload = ASYNC_API.at("/components/messages/" + type + "/payload");
        assertThat(payload.isMissingNode()).as(type + " stands in asyncapi.yaml").isFalse();
        assertDescribes(payload, classOf(type), type);
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void unknownFieldsAreTolerated(String type) throws IOException {
        var golden = golden(type);
        var more = (com.fasterxml.jackson.databind.node.ObjectNode) golden.deepCopy();
        more.put("of_a_later_version", true);
        Object value = EventJson.read(JSON.writeValueAsBytes(more), classOf(type));
        assertThat(JSON.readTree(EventJson.write(value))).isEqualTo(golden);
    }

    @Test
    void anUnknownTypeIsNoError() {
        assertThat(EventJson.readEvent("chatroom.of.a.later.version", "{}".getBytes())).isEmpty();
    }

    @Test
    void whatIsNotTheEventIsMalformed() {
        assertThatThrownBy(() -> EventJson.readEvent("chatroom.message.posted", "[".getBytes()))
                .isInstanceOf(MalformedEventException.class);
    }

    @Test
    void asyncApiNamesNoTypeThatDoesNotExist() {
        assertThat(fieldNames(ASYNC_API.at("/components/messages")))
                .isEqualTo(everyType().collect(Collectors.toSet()));
    }

    private static void assertDescribes(JsonNode schema, Class<?> type, String path) {
        assertThat(fieldNames(schema.get("properties"))).as(path).isEqualTo(components(type));
        assertThat(requiredOf(schema)).as("required of " + path).isEqualTo(mandatory(type));
        for (RecordComponent part : type.getRecordComponents()) {
            JsonNode described = schema.get("properties").get(wire(part.getName()));
            if (part.getType().isRecord()) {
                assertDescribes(described, part.getType(), path + "." + part.getName());
            } else if (part.getType().isEnum()) {
                assertThat(texts(described.get("enum")))
                        .as(path + "." + part.getName())
                        .isEqualTo(constants(part.getType()));
            }
        }
    }

    private static Class<?> classOf(String type) {
        Class<?> state = STATES.get(type);
        return state != null ? state : EventTypes.classOf(type).orElseThrow();
    }

    private static Set<Class<?>> concrete(Class<?> type) {
        return type.isRecord()
                ? Set.of(type)
                : Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(sub -> concrete(sub).stream())
                        .collect(Collectors.toSet());
    }

    private static Set<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(part -> wire(part.getName()))
                .collect(Collectors.toSet());
    }

    private static Set<String> mandatory(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(part -> !part.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(part -> wire(part.getName()))
                .collect(Collectors.toSet());
    }

    private static Set<String> constants(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(java.lang.reflect.Field::isEnumConstant)
                .map(field -> field.getAnnotation(JsonProperty.class).value())
                .collect(Collectors.toSet());
    }

    private static String wire(String javaName) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(javaName);
    }

    private static Set<String> requiredOf(JsonNode schema) {
        return texts(schema.get("required"));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> found = new HashSet<>();
        array.forEach(item -> found.add(item.asText()));
        return found;
    }

    private static Set<String> fieldNames(JsonNode object) {
        Set<String> found = new HashSet<>();
        object.fieldNames().forEachRemaining(found::add);
        return found;
    }

    private static JsonNode golden(String type) throws IOException {
        try (InputStream in =
                EventLanguageTest.class.getResourceAsStream("/golden/" + type + ".json")) {
            assertThat(in).as("golden JSON of " + type).isNotNull();
            return JSON.readTree(in);
        }
    }

    private static JsonNode asyncApi() {
        try (InputStream in = EventLanguageTest.class.getResourceAsStream("/asyncapi.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aDerivedIdIsTheSameEverywhereAndDiffersByEachPart() {
        List<java.util.UUID> ids =
                List.of(
                        MessageIds.ofClient("lobby", "a", "1"),
                        MessageIds.ofClient("lobby", "a", "2"),
                        MessageIds.ofClient("lobby", "b", "1"),
                        MessageIds.ofClient("attic", "a", "1"));
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(MessageIds.ofClient("lobby", "a", "1")).isEqualTo(ids.getFirst());
    }
}
