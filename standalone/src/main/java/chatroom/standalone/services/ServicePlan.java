package chatroom.standalone.services;

import chatroom.settings.Kind;
import chatroom.settings.Setting;
import chatroom.settings.Settings;
import chatroom.standalone.infrastructure.Addresses;
import chatroom.standalone.process.ChildSpec;
import chatroom.standalone.process.FreePorts;
import chatroom.standalone.process.Probe;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// Where each service will listen, and so what all of them are told.
public final class ServicePlan {

    /// Long enough to drain sockets and finish a reply.
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Path root;
    private final Path java;
    private final Path work;
    private final String gatewayHost;
    private final Map<Pod, Ports> ports = new LinkedHashMap<>();

    /// Ports of a process.
    ///
    /// @param http its API
    /// @param management its health and metrics
    public record Ports(int http, int management) {}

    /// @param root of the repository, where the services were built
    /// @param java the program `java`
    /// @param work where services work
    /// @param gatewayHost the address that the gateway listens on; all else is on loopback
    /// @param gatewayPort the one port that people see
    /// @param pods how many processes of a service, where that is not one
    public ServicePlan(
            Path root,
            Path java,
            Path work,
            String gatewayHost,
            int gatewayPort,
            FreePorts freePorts,
            Map<Service, Integer> pods) {
        this.root = root;
        this.java = java;
        this.work = work;
        this.gatewayHost = gatewayHost;
        for (Service service : Service.values()) {
            for (int number = 1; number <= pods.getOrDefault(service, 1); number++) {
                ports.put(
                        new Pod(service, number),
                        new Ports(
                                service == Service.GATEWAY ? gatewayPort : freePorts.next(),
                                freePorts.next()));
            }
        }
    }

    /// All processes, in the order in which they are started.
    public List<Pod> pods() {
        return List.copyOf(ports.keySet());
    }

    /// The names of the processes of these services.
    public List<String> names(Service... services) {
        return pods().stream()
                .filter(pod -> List.of(services).contains(pod.service()))
                .map(Pod::name)
                .toList();
    }

    /// The ports of a process.
    public Ports ports(Pod pod) {
        Ports found = ports.get(pod);
        if (found == null) {
            throw new IllegalArgumentException(pod.name());
        }
        return found;
    }

    /// Services that were not built.
    public List<Service> missing() {
        return List.of(Service.values()).stream()
                .filter(service -> !Files.exists(jar(service)))
                .toList();
    }

    /// A process as a child.
    ///
    /// @param settings what was given, or what the launcher wants instead of the defaults
    /// @param jvmOptions by service and its jar
    public ChildSpec spec(
            Pod pod,
            Map<String, String> settings,
            Addresses addresses,
            BiFunction<String, Path, List<String>> jvmOptions) {
        Service service = pod.service();
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(jvmOptions.apply(service.label(), jar(service)));
        command.addAll(List.of("-jar", jar(service).toString()));
        var environment = new HashMap<>(settings);
        environment.keySet().removeAll(secretsOfOthers(service));
        environment.putAll(addresses.environment(service.label()));
        environment.putAll(neighbours());
        Ports own = ports(pod);
        environment.put(
                "QUARKUS_HTTP_HOST", service == Service.GATEWAY ? gatewayHost : "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(own.http()));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(own.management()));
        return new ChildSpec(
                pod.name(),
                command,
                environment,
                "",
                work,
                () -> {},
                Probe.http(URI.create(url(own.management()) + "/q/health/ready")),
                ChildSpec.StopSignal.TERM,
                GRACE);
    }

    /// Secrets that the service does not read.
    static Set<String> secretsOfOthers(Service service) {
        var reader = Setting.Reader.valueOf(service.name());
        return Settings.ALL.stream()
                .filter(setting -> setting.kind() instanceof Kind.Secret)
                .filter(setting -> !setting.readers().contains(reader))
                .map(Setting::name)
                .collect(Collectors.toSet());
    }

    private Map<String, String> neighbours() {
        return Map.of(
                "IDENTITY_URL", urls(Service.IDENTITY, Ports::http),
                "CHAT_URLS", urls(Service.CHAT, Ports::http),
                "AI_URL", url(ports(new Pod(Service.AI, 1)).http()),
                "SMS_URL", urls(Service.SMS, Ports::http),
                "IDENTITY_MANAGEMENT_URL", urls(Service.IDENTITY, Ports::management),
                "CHAT_MANAGEMENT_URLS", urls(Service.CHAT, Ports::management),
                "AI_MANAGEMENT_URL", url(ports(new Pod(Service.AI, 1)).management()),
                "SMS_MANAGEMENT_URL", urls(Service.SMS, Ports::management));
    }

    private String urls(Service service, ToIntFunction<Ports> port) {
        return pods().stream()
                .filter(pod -> pod.service() == service)
                .map(pod -> url(port.applyAsInt(ports(pod))))
                .collect(Collectors.joining(","));
    }

    private Path jar(Service service) {
        return root.resolve(service.directory()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
