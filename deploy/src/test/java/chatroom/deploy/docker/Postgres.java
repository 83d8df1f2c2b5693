package chatroom.deploy.docker;

import chatroom.deploy.tools.Debian;
import chatroom.deploy.tools.Debian.Answer;
import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL of a test's own, which trusts this machine, and psql to speak with it.
final class Postgres implements AutoCloseable {

    private static final Path SCRIPT = Path.of("docker/roles.sh").toAbsolutePath();

    private final Process server;
    private final int port;
    private final Path psql;

    private Postgres(Process server, int port, Path psql) {
        this.server = server;
        this.port = port;
        this.psql = psql;
    }

    static Postgres start(Path folder) throws IOException {
        Path psql = Debian.program("psql", "postgresql-client", Path.of("../target/tools"));
        Path bin = unpack(folder).resolve("bin");
        Path data = folder.resolve("data");
        Answer made =
                ask(
                        Map.of(),
                        command(
                                bin.resolve("initdb"),
                                List.of("-D", data.toString(), "-U", "postgres", "--auth=trust")));
        if (made.code() != 0) {
            throw new AssertionError(made.said());
        }
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process server =
                new ProcessBuilder(
                                command(
                                        bin.resolve("postgres"),
                                        List.of(
                                                "-D",
                                                data.toString(),
                                                "-p",
                                                Integer.toString(port),
                                                "-c",
                                                "listen_addresses=127.0.0.1",
                                                "-c",
                                                "unix_socket_directories=",
                                                "-F")))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("postgres.log").toFile())
                        .start();
        return new Postgres(server, port, psql);
    }

    /// Runs the script, which waits until the server answers.
    ///
    /// @param password the beginning of each role's
    Answer roles(String password) {
        var variables = new HashMap<>(variables());
        for (String service : List.of("identity", "chat", "ai", "sms")) {
            variables.put(
                    service.toUpperCase(Locale.ROOT) + "_DATABASE_URL",
                    "postgresql://%1$s:%2$s-%1$s@127.0.0.1:5432/chatroom"
                            .formatted(service, password));
        }
        return ask(variables, List.of("sh", SCRIPT.toString()));
    }

    /// What a statement answers, where it has to succeed.
    String ask(String database, String statement) {
        Answer answer = new Answer(1, "");
        // The server may be starting.
        for (int i = 0; i < 120 && answer.code() != 0; i++) {
            answer =
                    ask(
                            variables(),
                            List.of(
                                    psql.toString(),
                                    "-qAtX",
                                    "-v",
                                    "ON_ERROR_STOP=1",
                                    "-U",
                                    "postgres",
                                    "-d",
                                    database,
                                    "-c",
                                    statement));
            if (answer.code() != 2) {
                break;
            }
            pause();
        }
        if (answer.code() != 0) {
            throw new AssertionError(answer.said());
        }
        return answer.said()
                .lines()
                .filter(it -> !it.startsWith("NOTICE"))
                .reduce("", String::concat);
    }

    private Map<String, String> variables() {
        return Map.of("PGHOST", "127.0.0.1", "PGPORT", Integer.toString(port));
    }

    /// PostgreSQL refuses to be root; in a user namespace it is nobody, and may write root's files.
    private static List<String> command(Path program, List<String> arguments) {
        var command = new ArrayList<String>();
        if (new UnixSystem().getUid() == 0) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    private static Path unpack(Path folder) throws IOException {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        Path archive = folder.resolve("postgres.txz");
        try (InputStream programs =
                Postgres.class.getResourceAsStream("/postgres-linux-" + machine + ".txz")) {
            if (programs == null) {
                throw new AssertionError("no PostgreSQL for " + machine);
            }
            Files.copy(programs, archive);
        }
        Path target = Files.createDirectory(folder.resolve("programs"));
        Answer unpacked =
                ask(Map.of(), List.of("tar", "-xJf", archive.toString(), "-C", target.toString()));
        if (unpacked.code() != 0) {
            throw new AssertionError(unpacked.said());
        }
        return target;
    }

    private static Answer ask(Map<String, String> variables, List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(variables);
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes());
            return new Answer(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
