package chatroom.standalone;

import chatroom.standalone.infrastructure.Addresses;
import chatroom.standalone.infrastructure.Infrastructure;
import chatroom.standalone.infrastructure.Locations;
import chatroom.standalone.infrastructure.Secrets;
import chatroom.standalone.process.FreePorts;
import chatroom.standalone.process.LogFiles;
import chatroom.standalone.process.Orphans;
import chatroom.standalone.process.PidFile;
import chatroom.standalone.process.Probe;
import chatroom.standalone.process.ProcessEvents;
import chatroom.standalone.process.Supervisor;
import chatroom.standalone.services.Pod;
import chatroom.standalone.services.Service;
import chatroom.standalone.services.ServicePlan;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One start: everything comes up in order, stays up, and goes down in the opposite order.
final class Start {

    /// For a busy machine; who dies again and again is noticed at once.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration RECORDS_DUE = Duration.ofSeconds(1);
    private static final Duration HEALTH_RETRY_DELAY = Duration.ofMillis(200);

    private final Options options;
    private final GivenSettings settings;
    private final Locations locations;
    private final Path root;
    private final Listen listen;
    private final Terminal terminal;
    private final LogFiles logs;
    private final RunFile runFile;
    private final FreePorts freePorts = new FreePorts();
    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private final long begun = System.nanoTime();
    private volatile @Nullable SmsSimulation phones;

    Start(Options options, GivenSettings settings, Locations locations, Path root) {
        this.options = options;
        this.settings = settings;
        this.locations = locations;
        this.root = root;
        this.listen = options.listen() == null ? settings.listen() : options.listen();
        this.logs = new LogFiles(locations.logs());
        this.runFile = new RunFile(locations.run());
        // Whoever starts the infrastructure alone reads its addresses from standard output.
        this.terminal =
                new Terminal(
                        options.command() == Options.Command.INFRA ? System.err : System.out,
                        locations.logs().resolve("launcher.log"));
    }

    /// Runs until the process is told to stop.
    void run() throws InterruptedException {
        OneAtATime claim = OneAtATime.claim(locations.run()).orElse(null);
        if (claim == null) {
            throw new CanNotStartException(
                    "It runs already on %s. Stop it with ./chatroom stop, or start another with"
                                    .formatted(locations.data())
                            + " --data and --port.");
        }
        new Orphans(locations.run())
                .stop(
                        Infrastructure.NAMES,
                        name -> terminal.say("  " + name + " of an earlier start is stopped"));
        logs.begin("launcher");
        boolean infraOnly = options.command() == Options.Command.INFRA;
        boolean warm = options.command() == Options.Command.WARM;
        int port =
                switch (options.command()) {
                    case INFRA -> 0;
                    case WARM -> freePorts.next();
                    default -> freeGatewayPort();
                };
        var plan =
                new ServicePlan(
                        root,
                        java,
                        locations.data(),
                        listen.host(),
                        port,
                        freePorts,
                        options.pods());
        if (!infraOnly && !plan.missing().isEmpty()) {
            throw new CanNotStartException(
                    plan.missing().stream()
                                    .map(Service::directory)
                                    .collect(Collectors.joining(", "))
                            + ": not built. ./chatroom start builds what is missing.");
        }

        var caches = new WarmCaches(root.resolve("target/warm"), warm);
        var supervisor = new Supervisor(locations.run(), logs, events(), caches.extraGrace());
        var pidFile = new PidFile(locations.run().resolve("launcher.pid"));
        pidFile.write(ProcessHandle.current());
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> down(plan, supervisor, pidFile, claim), "shutdown"));

        var secrets = new Secrets(locations.data().resolve("secrets.properties"));
        var jvmOptions = new JvmOptions(settings, caches);
        var infrastructure =
                new Infrastructure(
                        supervisor,
                        locations,
                        secrets,
                        freePorts,
                        java,
                        jvmOptions.of("kafka", locations.jar()),
                        terminal::ready);
        runFile.about(listen.url(port), locations.data());
        Addresses addresses = infrastructure.start(settings::get);
        infrastructure.ports().forEach((name, own) -> runFile.listens(name, own, 0));
        runFile.addresses(addresses);
        if (infraOnly) {
            System.out.println(line(addresses));
            awaitEndOfInput();
            return;
        }
        var admin = new FirstAdmin(settings, secrets);
        Map<String, String> environment = environment(port, admin, secrets);
        if (options.smsSimulator()) {
            var simulation =
                    SmsSimulation.start(
                            settings,
                            secrets,
                            freePorts,
                            port,
                            listen.url(port),
                            settings.get("PUBLIC_URL", publicUrl(port)));
            phones = simulation;
            environment.putAll(simulation.environment());
            runFile.smsSimulator(simulation.url());
        }
        for (Pod pod : plan.pods()) {
            ServicePlan.Ports own = plan.ports(pod);
            runFile.listens(pod.name(), own.http(), own.management());
            supervisor.start(plan.spec(pod, environment, addresses, jvmOptions::of));
        }
        for (Pod pod : plan.pods()) {
            supervisor.awaitReady(pod.name(), PATIENCE);
            terminal.ready(pod.name(), Duration.ofNanos(System.nanoTime() - begun));
        }
        awaitOpen(port);
        if (warm) {
            Rehearsal.run(listen.url(port));
            terminal.say("Writing the caches: a few minutes.");
            System.exit(0);
        }
        welcome(port, admin);
        while (true) {
            Thread.sleep(RECORDS_DUE);
            runFile.saveIfDue();
            supervisor.recordPids();
        }
    }

    /// "Open" is said once the gateway itself finds every service ready: then a sign-up that comes
    /// at once is answered.
    private void awaitOpen(int port) throws InterruptedException {
        Probe health = Probe.http(URI.create(listen.url(port) + "/health"));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!health.isReady()) {
            if (System.nanoTime() > deadline) {
                throw new CanNotStartException(
                        "The services are not ready after %d s; %s/health names those that are not."
                                .formatted(PATIENCE.toSeconds(), listen.url(port)));
            }
            Thread.sleep(HEALTH_RETRY_DELAY);
        }
    }

    private int freeGatewayPort() {
        int port =
                options.port() != null
                        ? options.port()
                        : Integer.parseInt(settings.get("GATEWAY_PORT", "8000"));
        if (port == 0) {
            return freePorts.next();
        }
        String problem = FreePorts.problem(listen.address(), port);
        if (problem != null && problem.contains("Permission denied")) {
            throw new CanNotStartException(
                    "Port %d needs rights that this user has not. Take one above 1023: ./chatroom start --port 8000"
                            .formatted(port));
        }
        if (problem != null) {
            String owner =
                    PortOwner.of(port)
                            .map(process ->
                                    " by process %d (%s)"
                                            .formatted(
                                                    process.pid(),
                                                    process.info().command().orElse("?")))
                            .orElse("");
            throw new CanNotStartException(
                    "Port %d is taken%s. Take another: ./chatroom start --port %d"
                            .formatted(port, owner, port + 1));
        }
        return port;
    }

    private Map<String, String> environment(int port, FirstAdmin admin, Secrets secrets) {
        var environment = new HashMap<String, String>();
        environment.put("ALLOWED_ORIGINS", String.join(",", listen.origins(port)));
        environment.put("PUBLIC_URL", publicUrl(port));
        environment.put("COOKIE_SECURE", "false");
        environment.put("GUEST_ACCESS", "true");
        environment.put("EDGE_METRICS", Boolean.toString(!listen.isOpen()));
        environment.put("SMS_SERVICE_SECRET", secrets.get("sms.service"));
        environment.putAll(settings.all());
        environment.put("GATEWAY_PORT", Integer.toString(port));
        admin.password().ifPresent(password -> environment.put("ADMIN_PASSWORD", password));
        return environment;
    }

    private void welcome(int port, FirstAdmin admin) {
        String url = listen.url(port);
        terminal.say(
                String.format(
                        Locale.ROOT,
                        "%nThe chatroom is open: %s  (%.1f s)",
                        url,
                        (System.nanoTime() - begun) / 1e9));
        terminal.whisper("  admin      " + admin.line());
        terminal.say("  voices     " + Voices.line(url));
        SmsSimulation simulation = phones;
        if (simulation != null) {
            terminal.say("  phones     " + simulation.line());
        }
        terminal.say("  data       " + locations.data());
        terminal.say("  logs       " + locations.logs() + "  (./chatroom logs)");
        if (listen.isOpen()) {
            warnOfOpenness(port);
        }
        terminal.say("Ctrl+C stops everything.");
        admin.wasTold();
    }

    private String publicUrl(int port) {
        return listen.urlsOfOthers(port).stream().findFirst().orElse(listen.url(port));
    }

    private void warnOfOpenness(int port) {
        terminal.say(
                "  network    open to other machines"
                        + listen.urlsOfOthers(port).stream()
                                .map(url -> " " + url)
                                .collect(Collectors.joining()));
        terminal.say(
                "             Everybody who reaches this machine can use it"
                        + (settings.get("GUEST_ACCESS").equals("false")
                                ? "."
                                : ", as a guest without an account (GUEST_ACCESS=false ends that)."));
        terminal.say(
                "             It is plain HTTP: passwords, cookies and messages can be read on the"
                        + " way. Put a proxy with TLS in front for more than a network that you"
                        + " trust.");
        terminal.say(
                "             Under another name, set PUBLIC_URL and ALLOWED_ORIGINS to that name.");
    }

    private void down(ServicePlan plan, Supervisor supervisor, PidFile pidFile, OneAtATime claim) {
        terminal.say("Stopping.");
        supervisor.stop(plan.names(Service.GATEWAY));
        supervisor.stop(plan.names(Service.CHAT, Service.AI, Service.SMS));
        supervisor.stop(plan.names(Service.IDENTITY));
        supervisor.stop(Infrastructure.NAMES);
        SmsSimulation simulation = phones;
        if (simulation != null) {
            simulation.close();
        }
        runFile.delete();
        pidFile.delete();
        terminal.say("Stopped.");
        claim.close();
    }

    private ProcessEvents events() {
        return new ProcessEvents() {
            @Override
            public void started(String name, long pid) {
                runFile.runs(name, pid, locations.logs().resolve(name + ".log"));
                terminal.note(name + " is process " + pid);
            }

            @Override
            public void died(String name, int exitCode, Duration pause) {
                terminal.say(
                        String.format(
                                Locale.ROOT,
                                "  %s died (exit code %d), it is started again in %.1f s",
                                name,
                                exitCode,
                                pause.toMillis() / 1_000.0));
            }

            @Override
            public void notStarted(String name, String reason, Duration pause) {
                terminal.say(
                        String.format(
                                Locale.ROOT,
                                "  %s can not be started (%s), tried again in %.1f s",
                                name,
                                reason,
                                pause.toMillis() / 1_000.0));
            }

            @Override
            public void killed(String name, Duration grace) {
                terminal.say(
                        "  %s did not stop within %d s and was killed"
                                .formatted(name, grace.toSeconds()));
            }
        };
    }

    private static String line(Addresses addresses) {
        var line = new TreeMap<String, String>();
        line.put("KAFKA_BOOTSTRAP_SERVERS", addresses.kafkaBootstrapServers());
        line.put("REDIS_URL", addresses.redisUrl());
        addresses
                .databaseUrls()
                .forEach((service, url) ->
                        line.put("DATABASE_URL_" + service.toUpperCase(Locale.ROOT), url));
        try {
            return new ObjectMapper().writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The test that wanted the infrastructure closes its end, or is gone.
    private static void awaitEndOfInput() {
        try {
            while (System.in.read() != -1) {
                // What is said there does not matter, only that somebody is there.
            }
        } catch (IOException e) {
            System.err.println("input ended: " + Arrays.toString(e.getStackTrace()));
        }
        System.exit(0);
    }
}
