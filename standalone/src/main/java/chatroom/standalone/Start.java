package chatroom.standalone;

import chatroom.standalone.infrastructure.Addresses;
import chatroom.standalone.infrastructure.Infrastructure;
import chatroom.standalone.infrastructure.Locations;
import chatroom.standalone.infrastructure.Secrets;
import chatroom.standalone.process.FreePorts;
import chatroom.standalone.process.LogFiles;
import chatroom.standalone.process.Orphans;
import chatroom.standalone.process.PidFile;
import chatroom.standalone.process.ProcessEvents;
import chatroom.standalone.process.Supervisor;
import chatroom.standalone.services.Pod;
import chatroom.standalone.services.Service;
import chatroom.standalone.services.ServicePlan;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One start: everything comes up in order, stays up, and goes down in the opposite order.
final class Start {

    /// For a busy machine; who dies again and again is noticed at once.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Options options;
    private final GivenSettings settings;
    private final Locations locations;
    private final Path root;
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
        var plan = new ServicePlan(root, java, locations.data(), port, freePorts, options.pods());
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
        runFile.about("http://localhost:" + port, locations.data());
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
            var simulation = SmsSimulation.start(settings, secrets, freePorts, port);
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
        if (warm) {
            Rehearsal.run(port);
            terminal.say("Writing the caches: a few minutes.");
            System.exit(0);
        }
        welcome(port, admin);
        new CountDownLatch(1).await();
    }

    private int freeGatewayPort() {
        int port =
                options.port() != null
                        ? options.port()
                        : Integer.parseInt(settings.get("GATEWAY_PORT", "8000"));
        if (port == 0) {
            return freePorts.next();
        }
        if (!FreePorts.isFree(port)) {
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
        environment.put(
                "ALLOWED_ORIGINS", "http://localhost:%1$d,http://127.0.0.1:%1$d".formatted(port));
        environment.put("PUBLIC_URL", "http://localhost:" + port);
        environment.put("COOKIE_SECURE", "false");
        environment.put("GUEST_ACCESS", "true");
        environment.put("EDGE_METRICS", "true");
        environment.put("SMS_SERVICE_SECRET", secrets.get("sms.service"));
        environment.putAll(settings.all());
        environment.put("GATEWAY_PORT", Integer.toString(port));
        admin.password().ifPresent(password -> environment.put("ADMIN_PASSWORD", password));
        return environment;
    }

    private void welcome(int port, FirstAdmin admin) {
        String url = "http://localhost:" + port;
        terminal.say(
                String.format(
                        Locale.ROOT,
                        "%nThe chatroom is open: %s  (%.1f s)",
                        url,
                        (System.nanoTime() - begun) / 1e9));
        terminal.whisper("  admin      " + admin.line());
        terminal.say("  voices     " + Voices.line(port));
        SmsSimulation simulation = phones;
        if (simulation != null) {
            terminal.say("  phones     " + simulation.line());
        }
        terminal.say("  data       " + locations.data());
        terminal.say("  logs       " + locations.logs() + "  (./chatroom logs)");
        terminal.say("Ctrl+C stops everything.");
        admin.wasTold();
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
            public void died(String name, int exitCode) {
                terminal.say(
                        "  %s died (exit code %d), it is started again".formatted(name, exitCode));
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
