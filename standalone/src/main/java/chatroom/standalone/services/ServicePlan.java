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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// Where each service will listen, and so what all of them are told.
public final class ServicePlan {

    /// Long enough to drain sockets and finish a reply.
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Path root;
    private final Path java;
    private final Path work;
    private final Map<Service, Ports> ports = new EnumMap<>(Service.class);

    /// Ports of a service.
    ///
    /// @param http its API
    /// @param management its health and metrics
    public record Ports(int http, int management) {}

    /// @param root of the repository, where the services were built
    /// @param java the program `java`
    /// @param work where services work
    /// @param gatewayPort the one port that people see
    public ServicePlan(Path root, Path java, Path work, int gatewayPort, FreePorts freePorts) {
        this.root = root;
        this.java = java;
        this.work = work;
        for (Service service : Service.values()) {
            ports.put(
                    service,
                    new Ports(
                            service == Service.GATEWAY ? gatewayPort : freePorts.next(),
                            freePorts.next()));
        }
    }

    /// A service's ports.
    public Ports ports(Service service) {
        Ports found = ports.get(service);
        if (found == null) {
            throw new IllegalArgumentException(service.label());
        }
        return found;
    }

    /// Services that were not built.
    public List<Service> missing() {
        return List.of(Service.values()).stream()
                .filter(service -> !Files.exists(jar(service)))
                .toList();
    }

    /// A service as a child.
    ///
    /// @param settings what was given, or what the launcher wants instead of the defaults
    /// @param jvmOptions by service and its jar
    public ChildSpec spec(
            Service service,
            Map<String, String> settings,
            Addresses addresses,
            BiFunction<String, Path, List<String>> jvmOptions) {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(jvmOptions.apply(service.label(), jar(service)));
        command.addAll(List.of("-jar", jar(service).toString()));
        var environment = new HashMap<>(settings);
        environment.keySet().removeAll(secretsOfOthers(service));
        environment.putAll(addresses.environment(service.label()));
        environment.putAll(neighbours());
        Ports own = ports(service);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(own.http()));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(own.management()));
        return new ChildSpec(
                service.label(),
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
                "IDENTITY_URL", url(ports(Service.IDENTITY).http()),
                "CHAT_URLS", url(ports(Service.CHAT).http()),
                "AI_URL", url(ports(Service.AI).http()),
                "SMS_URL", url(ports(Service.SMS).http()),
                "IDENTITY_MANAGEMENT_URL", url(ports(Service.IDENTITY).management()),
                "CHAT_MANAGEMENT_URLS", url(ports(Service.CHAT).management()),
                "AI_MANAGEMENT_URL", url(ports(Service.AI).management()),
                "SMS_MANAGEMENT_URL", url(ports(Service.SMS).management()));
    }

    private Path jar(Service service) {
        return root.resolve(service.directory()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
