package chatroom.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// F: identity was killed for its memory by the first sign-ups. A container's limit covers its heap
/// and everything else that its JVM may take.
class MemoryTest {

    /// Memory of one hash of a password, in MiB; the hasher keeps as much once more for good.
    private static final int ARGON2_MIB = 19;

    /// What identity-service's objects take after a start without hashes, in MiB, measured.
    private static final int IDENTITY_LIVE_MIB = 60;

    private static final List<String> SERVICES =
            List.of("gateway", "identity", "chat", "ai", "sms");

    /// Bounds of a JVM, in MiB.
    private record Bounds(double heap, int metaspace, int codeCache, int direct) {
        static Bounds of(String options, long limit) {
            return new Bounds(
                    limit * number(options, "-XX:MaxRAMPercentage=(\\d+)") / 100.0,
                    number(options, "-XX:MaxMetaspaceSize=(\\d+)m"),
                    number(options, "-XX:ReservedCodeCacheSize=(\\d+)m"),
                    number(options, "-XX:MaxDirectMemorySize=(\\d+)m"));
        }

        private static int number(String options, String pattern) {
            return Pattern.compile(pattern)
                    .matcher(options)
                    .results()
                    .map(found -> Integer.parseInt(found.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(pattern + " is not in " + options));
        }

        /// The collector's tables take up to a twentieth of the heap.
        double total(JsonNode memory) {
            return heap * 1.05
                    + metaspace
                    + codeCache
                    + direct
                    + memory.path("threads").asInt()
                    + memory.path("native").asInt();
        }
    }

    static Stream<Arguments> everyServiceOfEverySize() {
        return Helm.SIZES.stream()
                .flatMap(size -> SERVICES.stream().map(service -> Arguments.of(size, service)));
    }

    @ParameterizedTest
    @MethodSource("everyServiceOfEverySize")
    void theLimitCoversHeapAndEverythingElse(String size, String service) throws IOException {
        JsonNode container = container(Helm.V4.documents(size), service);
        long limit = mebibytes(container.at("/resources/limits/memory").asText());
        Bounds bounds = Bounds.of(variable(container, "JAVA_TOOL_OPTIONS"), limit);
        JsonNode memory = memory(size, service);
        assertThat(bounds.total(memory)).isLessThanOrEqualTo(limit);
        // Nothing is left over that the heap could have had, but for a rounded percent.
        assertThat(bounds.total(memory)).isGreaterThan(limit * 0.98);
        assertThat(bounds.heap()).isGreaterThan(memory.path("leastHeap").asInt() * 0.98);
        assertThat(container.at("/resources/requests/memory").asText())
                .isEqualTo(container.at("/resources/limits/memory").asText());
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void identityHasRoomForAsManyHashesAsItComputesAtOnce(String size) {
        JsonNode container = container(Helm.V4.documents(size), "identity");
        long limit = mebibytes(container.at("/resources/limits/memory").asText());
        double heap = Bounds.of(variable(container, "JAVA_TOOL_OPTIONS"), limit).heap();
        int atOnce = Math.max(1, (int) (heap / 6 / ARGON2_MIB));
        // A third of the heap is the young generation, which old objects do not get.
        assertThat(IDENTITY_LIVE_MIB + ARGON2_MIB * (1 + atOnce)).isLessThan((int) (heap * 2 / 3));
    }

    @ParameterizedTest
    @MethodSource("services")
    void composeGrantsWhatTheBoundsNeed(String service) throws IOException {
        JsonNode container =
                new YAMLMapper()
                        .readTree(Path.of("../docker-compose.yml").toFile())
                        .path("services")
                        .path(service);
        long limit = mebibytes(container.path("mem_limit").asText().replace("m", "Mi"));
        Bounds bounds = Bounds.of(container.at("/environment/JAVA_TOOL_OPTIONS").asText(), limit);
        assertThat(bounds.total(memory("", service))).isBetween(limit * 0.98, (double) limit);
    }

    @ParameterizedTest
    @CsvSource({
        "identity.resources.limits.memory=384Mi, identity.resources.limits.memory of 384 MiB",
        "chat.resources.limits.memory=500M, raise it to",
        "ai.resources.limits.memory=1T, give it in Mi or Gi"
    })
    void aLimitThatIsTooSmallIsRefusedWithTheOneThatIsNeeded(String set, String said) {
        Helm.Answer answer = Helm.V4.template("", "--set", set);
        assertThat(answer.code()).isNotZero();
        assertThat(answer.output()).contains(said);
    }

    // F: javaOptions could not lower MaxRAMPercentage.
    @Test
    void optionsOfAnOperatorCountMoreThanTheImagesAndTheCharts() throws Exception {
        JsonNode container =
                container(
                        Helm.V4.documents("", "--set", "chat.javaOptions=-XX:MaxRAMPercentage=21"),
                        "chat");
        String percent =
                flag(
                        "MaxRAMPercentage",
                        Map.of(
                                "JAVA_TOOL_OPTIONS", variable(container, "JAVA_TOOL_OPTIONS"),
                                "JDK_JAVA_OPTIONS", variable(container, "JDK_JAVA_OPTIONS")));
        assertThat(percent).startsWith("21.");
    }

    @Test
    void optionsOfTheChartCountMoreThanTheImages() throws Exception {
        String options = variable(container(Helm.V4.documents(""), "chat"), "JAVA_TOOL_OPTIONS");
        assertThat(flag("MaxRAMPercentage", Map.of("JAVA_TOOL_OPTIONS", options)))
                .startsWith(
                        Pattern.compile("MaxRAMPercentage=(\\d+)")
                                .matcher(options)
                                .results()
                                .map(found -> found.group(1))
                                .findFirst()
                                .orElseThrow());
        assertThat(flag("MaxRAMPercentage", Map.of())).startsWith("35.");
    }

    /// A flag of a JVM that is started as the image starts it, with what a container is given.
    private static String flag(String name, Map<String, String> given)
            throws IOException, InterruptedException {
        String dockerfile = Files.readString(Path.of("docker/Dockerfile")).replace("\\\n", "");
        var command =
                Pattern.compile("ENTRYPOINT \\[(.*)]")
                        .matcher(dockerfile)
                        .results()
                        .flatMap(found -> Stream.of(found.group(1).split(",")))
                        .map(word -> word.strip().replace("\"", ""))
                        .takeWhile(word -> !word.equals("-jar"))
                        .collect(java.util.stream.Collectors.toList());
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+PrintFlagsFinal");
        command.add("-version");
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(key -> key.endsWith("JAVA_OPTIONS"));
        builder.environment()
                .put("JAVA_TOOL_OPTIONS", first(dockerfile, "JAVA_TOOL_OPTIONS=\"([^\"]*)\""));
        builder.environment().putAll(given);
        Process java = builder.start();
        String said = new String(java.getInputStream().readAllBytes());
        assertThat(java.waitFor()).isZero();
        return first(said, " " + name + " +:?= +(\\S+)");
    }

    private static String first(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(pattern));
    }

    static List<String> sizes() {
        return Helm.SIZES;
    }

    static List<String> services() {
        return SERVICES;
    }

    private static JsonNode container(List<JsonNode> documents, String service) {
        return ChartTest.deployment(documents, "it-chatroom-" + service)
                .at("/spec/template/spec/containers/0");
    }

    private static String variable(JsonNode container, String name) {
        return container
                .path("env")
                .valueStream()
                .filter(it -> it.path("name").asText().equals(name))
                .map(it -> it.path("value").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    /// What the values say of a service's memory.
    private static JsonNode memory(String size, String service) throws IOException {
        var yaml = new YAMLMapper();
        JsonNode memory =
                yaml.readTree(Helm.CHART.resolve("values.yaml").toFile())
                        .at("/" + service + "/memory");
        if (!size.isEmpty()) {
            Path file = Helm.CHART.resolve("values-" + size + ".yaml");
            JsonNode own = yaml.readTree(file.toFile()).at("/" + service + "/memory");
            if (own.isObject()) {
                return yaml.readerForUpdating(memory).readValue(own);
            }
        }
        return memory;
    }

    private static long mebibytes(String quantity) {
        long number = Long.parseLong(quantity.replaceAll("\\D", ""));
        return switch (quantity.replaceAll("\\d", "")) {
            case "Mi" -> number;
            case "Gi" -> number * 1024;
            default -> throw new AssertionError(quantity);
        };
    }
}
