package chatroom.deploy.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// As much of Kubernetes' API as Helm asks when it renders for a cluster: which kinds there are,
/// and secrets.
final class StandInCluster implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SECRETS = "/api/v1/namespaces/rooms/secrets/";

    private static final String NOT_FOUND =
            """
            {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}\
            """;

    /// Version, kind and the name of its resources.
    private static final String KINDS =
            """
            v1 Secret secrets
            v1 Service services
            v1 ConfigMap configmaps
            v1 ServiceAccount serviceaccounts
            v1 Pod pods
            apps/v1 Deployment deployments
            apps/v1 StatefulSet statefulsets
            autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers
            networking.k8s.io/v1 NetworkPolicy networkpolicies
            networking.k8s.io/v1 Ingress ingresses
            policy/v1 PodDisruptionBudget poddisruptionbudgets
            kafka.strimzi.io/v1 Kafka kafkas
            kafka.strimzi.io/v1 KafkaNodePool kafkanodepools
            kafka.strimzi.io/v1 KafkaTopic kafkatopics
            kafka.strimzi.io/v1 KafkaUser kafkausers
            external-secrets.io/v1 ExternalSecret externalsecrets
            keda.sh/v1alpha1 ScaledObject scaledobjects
            keda.sh/v1alpha1 TriggerAuthentication triggerauthentications
            """;

    private final Map<String, ObjectNode> answers = new ConcurrentHashMap<>();
    private final ObjectNode groups = JSON.createObjectNode();
    private final HttpServer server;

    StandInCluster() {
        answers.put("/version", JSON.createObjectNode().put("gitVersion", "v1.36.0"));
        ObjectNode core = JSON.createObjectNode().put("kind", "APIVersions");
        core.putArray("versions").add("v1");
        answers.put("/api", core);
        groups.put("kind", "APIGroupList").putArray("groups");
        answers.put("/apis", groups);
        KINDS.lines().map(line -> line.split(" ")).forEach(it -> serve(it[0], it[1], it[2]));
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

    /// Keeps a secret, as the cluster does with one that Helm applied.
    ///
    /// @param data by key, in Base64
    void hold(String name, JsonNode data) {
        ObjectNode secret = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Secret");
        ObjectNode metadata = secret.putObject("metadata");
        metadata.put("name", name).put("namespace", "rooms");
        metadata.put(
                "uid", UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
        metadata.putObject("labels").put("app.kubernetes.io/managed-by", "Helm");
        metadata.putObject("annotations")
                .put("meta.helm.sh/release-name", "it")
                .put("meta.helm.sh/release-namespace", "rooms");
        secret.set("data", data);
        answers.put(SECRETS + name, secret);
    }

    private void serve(String version, String kind, String resources) {
        String path = (version.indexOf('/') < 0 ? "/api/" : "/apis/") + version;
        ObjectNode list = answers.computeIfAbsent(path, absent -> listOf(version));
        ObjectNode resource = list.withArray("resources").addObject();
        resource.put("name", resources).put("kind", kind).put("namespaced", true);
        resource.put("singularName", kind.toLowerCase(Locale.ROOT));
        resource.putArray("verbs").add("get");
    }

    private ObjectNode listOf(String version) {
        int slash = version.indexOf('/');
        if (slash >= 0) {
            ObjectNode group = groups.withArray("groups").addObject();
            group.put("name", version.substring(0, slash));
            ObjectNode served = group.putArray("versions").addObject();
            served.put("groupVersion", version).put("version", version.substring(slash + 1));
            group.set("preferredVersion", served);
        }
        ObjectNode list = JSON.createObjectNode().put("kind", "APIResourceList");
        list.put("groupVersion", version).putArray("resources");
        return list;
    }

    private void answer(HttpExchange call) throws IOException {
        JsonNode found = answers.get(call.getRequestURI().getPath());
        byte[] body =
                (found == null ? NOT_FOUND : found.toString()).getBytes(StandardCharsets.UTF_8);
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
