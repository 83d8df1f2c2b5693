package chatroom.standalone;

import chatroom.standalone.infrastructure.Locations;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// `./chatroom deadletters`: asks the running services for the records that they could not handle,
/// and lets them handle these again.
final class DeadLetters {

    private static final int NOT_RUNNING = 3;
    private static final int FAILED = 1;

    /// A replay reads all letters and asks a database for each.
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private static final String PATH = "/q/deadletters";

    private final ObjectMapper json = new ObjectMapper();
    private final PrintStream out;

    DeadLetters(PrintStream out) {
        this.out = out;
    }

    /// Lists them, one a line, or handles them again.
    ///
    /// @param groups which groups' letters are handled again; all where it is empty
    /// @return the exit code: 0 done, 1 a service did not answer, 3 nothing runs
    int run(Locations locations, boolean replay, List<String> groups) throws InterruptedException {
        Path file = locations.run().resolve("ports.json");
        if (!Files.exists(file)) {
            out.println("Nothing runs on " + locations.data() + ".");
            return NOT_RUNNING;
        }
        try {
            return run(services(json.readTree(file.toFile())), replay, groups);
        } catch (IOException e) {
            out.println("can not read " + file + ": " + e.getMessage());
            return FAILED;
        }
    }

    /// @param services addresses of management ports, by name
    int run(Map<String, URI> services, boolean replay, List<String> groups)
            throws InterruptedException {
        // Two processes of a service tell of the same letters.
        var letters = new LinkedHashSet<String>();
        boolean all = true;
        try (var http = HttpClient.newHttpClient()) {
            for (Map.Entry<String, URI> service : services.entrySet()) {
                try {
                    if (replay) {
                        for (URI call : replays(service.getValue(), groups)) {
                            tellReplayed(service.getKey(), ask(http, call, true));
                        }
                    } else {
                        ask(http, service.getValue().resolve(PATH), false)
                                .path("items")
                                .forEach(letter -> letters.add(line(letter)));
                    }
                } catch (IOException e) {
                    out.println(service.getKey() + " does not answer: " + e.getMessage());
                    all = false;
                }
            }
        }
        letters.forEach(out::println);
        if (!replay) {
            out.println(letters.size() + " dead letters.");
        }
        return all ? 0 : FAILED;
    }

    private static List<URI> replays(URI service, List<String> groups) {
        URI every = service.resolve(PATH + "/replay");
        var calls = new ArrayList<URI>();
        for (String group : groups) {
            calls.add(
                    URI.create(
                            every + "?group=" + URLEncoder.encode(group, StandardCharsets.UTF_8)));
        }
        return groups.isEmpty() ? List.of(every) : calls;
    }

    private void tellReplayed(String service, JsonNode answer) {
        for (Map.Entry<String, JsonNode> reader : answer.path("replayed").properties()) {
            if (reader.getValue().asInt() > 0) {
                out.println(
                        "%s: %s handles %d again"
                                .formatted(service, reader.getKey(), reader.getValue().asInt()));
            }
        }
    }

    private static String line(JsonNode letter) {
        return "%s  %s-%d@%d  %s  %s"
                .formatted(
                        letter.path("group").asText(),
                        letter.path("topic").asText(),
                        letter.path("partition").asInt(),
                        letter.path("offset").asLong(),
                        letter.path("time").asText(),
                        letter.path("reason").asText());
    }

    private JsonNode ask(HttpClient http, URI call, boolean post)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(call).timeout(TIMEOUT);
        var answer =
                http.send(
                        post ? request.POST(BodyPublishers.noBody()).build() : request.build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        return json.readTree(answer.body());
    }

    /// Whoever reads Kafka; the gateway does not.
    private static Map<String, URI> services(JsonNode run) {
        var services = new LinkedHashMap<String, URI>();
        for (Map.Entry<String, JsonNode> process : run.path("processes").properties()) {
            int management = process.getValue().path("management_port").asInt();
            if (management != 0 && !process.getKey().startsWith("gateway")) {
                services.put(
                        process.getKey(), URI.create("http://127.0.0.1:%d".formatted(management)));
            }
        }
        return services;
    }
}
