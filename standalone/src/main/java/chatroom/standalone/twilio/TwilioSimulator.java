package chatroom.standalone.twilio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Twilio on this machine: REST under `/2010-04-01/`, a page with two phones at `/`, and what
/// drives both under `/simulator/`. It listens on loopback alone.
public final class TwilioSimulator implements AutoCloseable {

    /// A number that is nobody's.
    public static final String NUMBER = "+12025550100";

    private static final Map<String, String> PAGE =
            Map.of(
                    "/", "text/html; charset=utf-8",
                    "/style.css", "text/css; charset=utf-8",
                    "/phones.js", "text/javascript; charset=utf-8");
    private static final String CSP =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src 'self' data:; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private final HttpServer server;
    private final Carrier carrier;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private TwilioSimulator(HttpServer server, Carrier carrier) {
        this.server = server;
        this.carrier = carrier;
    }

    /// Starts it.
    ///
    /// @param port to listen on; 0 for one that is free
    /// @param publicUrl `PUBLIC_URL` of the chatroom: what webhooks are signed for
    /// @param door where the gateway really answers
    /// @param answersKeywords whether it heeds and answers STOP, START and HELP itself, as Twilio
    ///   does unless its support switched that off
    public static TwilioSimulator start(
            int port, Account account, String publicUrl, String door, boolean answersKeywords)
            throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var switchboard = new Switchboard();
        var faults = new Faults();
        var carrier =
                new Carrier(switchboard, new Webhooks(account, publicUrl, door), answersKeywords);
        var simulator = new TwilioSimulator(server, carrier);
        var messages = new MessagesApi(account, switchboard, carrier, faults);
        var control = new ControlApi(account, switchboard, carrier, faults, publicUrl);
        simulator.mount(MessagesApi.ROOT, messages::handle);
        simulator.mount(ControlApi.ROOT, control::handle);
        simulator.mount("/", TwilioSimulator::page);
        server.setExecutor(simulator.threads);
        server.start();
        return simulator;
    }

    /// Where it answers.
    public int port() {
        return server.getAddress().getPort();
    }

    private void mount(String path, HttpHandler handler) {
        server.createContext(
                path,
                call -> {
                    try (call) {
                        if (isOfThisMachine(call)) {
                            handler.handle(call);
                        } else {
                            Answers.json(call, 421, Map.of("detail", "Ask for localhost."));
                        }
                    }
                });
    }

    /// A name from elsewhere that points here would let any page in.
    private static boolean isOfThisMachine(HttpExchange call) {
        String host = call.getRequestHeaders().getFirst("Host");
        return host != null && host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
    }

    private static void page(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        String type = PAGE.get(path);
        String file = path.equals("/") ? "/index.html" : path;
        try (InputStream found =
                type == null
                        ? null
                        : TwilioSimulator.class.getResourceAsStream(file.substring(1))) {
            if (found == null || type == null) {
                Answers.json(call, 404, Map.of("detail", "There is nothing here."));
                return;
            }
            call.getResponseHeaders().set("Content-Security-Policy", CSP);
            call.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            Answers.send(call, 200, type, found.readAllBytes());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        carrier.close();
    }
}
