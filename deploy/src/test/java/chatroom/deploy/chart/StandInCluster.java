package chatroom.deploy.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// As much of Kubernetes' API as Helm asks when it looks for secrets.
final class StandInCluster implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SECRETS = "/api/v1/namespaces/rooms/secrets/";

    private final Map<String, String> answers =
            new ConcurrentHashMap<>(
                    Map.of(
                            "/version",
                            """
                            {"major":"1","minor":"36","gitVersion":"v1.36.0"}\
                            """,
                            "/api",
                            """
                            {"kind":"APIVersions","versions":["v1"]}\
                            """,
                            "/apis",
                            """
                            {"kind":"APIGroupList","apiVersion":"v1","groups":[]}\
                            """,
                            "/api/v1",
                            """
                            {"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"secrets",
                            "singularName":"secret","namespaced":true,"kind":"Secret","verbs":["get"]}]}\
                            """));
    private final HttpServer server;

    StandInCluster() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Keeps a secret, as the cluster does with one that is applied.
    ///
    /// @param data by key, in Base64
    void hold(String name, JsonNode data) {
        var secret = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Secret");
        secret.putObject("metadata")
                .put("name", name)
                .put("namespace", "rooms")
                .put(
                        "uid",
                        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
        secret.set("data", data);
        answers.put(SECRETS + name, secret.toString());
    }

    private void answer(HttpExchange call) throws IOException {
        String found = answers.get(call.getRequestURI().getPath());
        byte[] body =
                (found == null
                                ? """
                                {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}\
                                """
                                : found)
                        .getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(found == null ? 404 : 200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
