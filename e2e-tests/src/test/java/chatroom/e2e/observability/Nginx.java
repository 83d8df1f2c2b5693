package chatroom.e2e.observability;

import static org.awaitility.Awaitility.await;

import chatroom.deploy.tools.Debian;
import chatroom.e2e.product.Repository;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Debian's nginx with our configuration, in front of a running gateway.
final class Nginx implements AutoCloseable {

    private final Process process;
    private final URI url;

    private Nginx(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static Nginx before(URI gateway) throws IOException {
        Path folder = Files.createTempDirectory("nginx");
        Debian.Answer certificate =
                Debian.ask(
                        Path.of("openssl"),
                        folder,
                        ("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
                                        + " -subj /CN=localhost -keyout tls.key -out tls.crt")
                                .split(" "));
        if (certificate.code() != 0) {
            throw new IllegalStateException(certificate.said());
        }
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String site =
                Files.readString(Repository.file("deploy/nginx/chatroom.conf"))
                        .replace("listen 443", "listen 127.0.0.1:" + port)
                        .replace("/etc/nginx/tls", folder.toString())
                        .replace("gateway:8000", gateway.getAuthority());
        Files.writeString(
                folder.resolve("nginx.conf"),
                """
                daemon off; pid %1$s/nginx.pid; error_log %1$s/error.log; user root;
                events {}
                http {
                access_log off; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                %2$s
                }
                """
                        .formatted(folder, site));
        Process process =
                new ProcessBuilder(
                                Debian.program(
                                                "nginx",
                                                "nginx",
                                                Repository.root().resolve("target/tools"))
                                        .toString(),
                                "-e",
                                folder.resolve("error.log").toString(),
                                "-p",
                                folder.toString(),
                                "-c",
                                folder.resolve("nginx.conf").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("nginx.out").toFile())
                        .start();
        var nginx = new Nginx(process, URI.create("https://localhost:" + port));
        try {
            await().atMost(Duration.ofSeconds(15)).until(() -> answers(port));
        } catch (RuntimeException e) {
            nginx.close();
            throw new IllegalStateException(Files.readString(folder.resolve("nginx.out")), e);
        }
        return nginx;
    }

    private static boolean answers(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
