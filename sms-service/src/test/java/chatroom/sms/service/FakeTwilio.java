package chatroom.sms.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Twilio's REST API as far as this service uses it, by hand, with faults on demand.
final class FakeTwilio {

    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /// What Twilio has taken: `sid`, `to`, `from`, `body`, `status`, `callback`, `created`.
    static final List<Map<String, String>> TAKEN =
            Shared.of("twilio.taken", CopyOnWriteArrayList::new);

    /// Faults for SMS whose text contains the key, one after the other: `429`, `500`, `500-taken`,
    /// `hang`, `hang-taken`, `break`, `break-taken`, `garbage`, `garbage-taken`, or a code of
    /// Twilio's, with which it refuses.
    static final Map<String, Deque<String>> FAULTS =
            Shared.of("twilio.faults", ConcurrentHashMap::new);

    /// Calls of the list of messages that are answered with a 500 first.
    static final Deque<String> LIST_FAULTS =
            Shared.of("twilio.list-faults", ConcurrentLinkedDeque::new);

    private final HttpServer server;

    FakeTwilio() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void close() {
        server.stop(0);
    }

    static void fail(String text, String... faults) {
        FAULTS.put(text, new ConcurrentLinkedDeque<>(List.of(faults)));
    }

    /// The texts that were taken for a number, in their order.
    static List<String> textsTo(String number) {
        return TAKEN.stream()
                .filter(sms -> number.equals(sms.get("to")))
                .map(sms -> sms.getOrDefault("body", ""))
                .toList();
    }

    /// What was taken for a number last.
    static Map<String, String> lastTo(String number) {
        return TAKEN.reversed().stream()
                .filter(sms -> number.equals(sms.get("to")))
                .findFirst()
                .orElseThrow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("POST")) {
                post(exchange);
            } else if (path.endsWith("/Messages.json")) {
                list(exchange);
            } else {
                one(exchange, path.substring(path.lastIndexOf('/') + 1).replace(".json", ""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private void post(HttpExchange exchange) throws IOException, InterruptedException {
        Map<String, String> form =
                form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String fault =
                FAULTS.entrySet().stream()
                        .filter(entry -> form.getOrDefault("Body", "").contains(entry.getKey()))
                        .findFirst()
                        .map(entry -> entry.getValue().poll())
                        .orElse("");
        if (fault.matches("\\d{5}")) {
            answer(
                    exchange,
                    400,
                    "{\"code\":%s,\"message\":\"no\",\"status\":400,\"more_info\":\"-\"}"
                            .formatted(fault));
            return;
        }
        if (fault.equals("429")) {
            answer(exchange, 429, "{\"code\":20429,\"message\":\"slow\",\"status\":429}");
            return;
        }
        Map<String, String> sms = null;
        if (fault.isEmpty() || fault.endsWith("-taken")) {
            sms = take(form);
        }
        if (fault.startsWith("500")) {
            answer(exchange, 500, "{\"code\":20500,\"message\":\"oops\",\"status\":500}");
        } else if (fault.startsWith("hang")) {
            Thread.sleep(3_000);
        } else if (fault.startsWith("garbage")) {
            answer(exchange, 201, "<html>welcome</html>");
        } else if (!fault.startsWith("break") && sms != null) {
            answer(exchange, 201, json(sms));
        }
        // Else the connection ends without an answer.
    }

    private static Map<String, String> take(Map<String, String> form) {
        var sms = new ConcurrentHashMap<String, String>();
        sms.put("sid", "SM" + UUID.randomUUID().toString().replace("-", ""));
        sms.put("to", form.getOrDefault("To", ""));
        sms.put("from", form.getOrDefault("From", ""));
        sms.put("service", form.getOrDefault("MessagingServiceSid", ""));
        sms.put("body", form.getOrDefault("Body", ""));
        sms.put("status", "queued");
        sms.put("callback", form.getOrDefault("StatusCallback", ""));
        sms.put("created", RFC_2822.format(TestClock.now().atZone(ZoneOffset.UTC)));
        TAKEN.add(sms);
        return sms;
    }

    private void list(HttpExchange exchange) throws IOException {
        if (LIST_FAULTS.poll() != null) {
            answer(exchange, 500, "{}");
            return;
        }
        String to = form(exchange.getRequestURI().getRawQuery()).getOrDefault("To", "");
        String messages =
                String.join(
                        ",",
                        TAKEN.reversed().stream()
                                .filter(sms -> to.equals(sms.get("to")))
                                .map(FakeTwilio::json)
                                .toList());
        answer(
                exchange,
                200,
                """
                {"messages":[%s],"page":0,"page_size":50,"next_page_uri":null,"uri":"/x",\
                "first_page_uri":"/x","previous_page_uri":null,"start":0,"end":0}\
                """
                        .formatted(messages));
    }

    private void one(HttpExchange exchange, String sid) throws IOException {
        var found = TAKEN.stream().filter(sms -> sid.equals(sms.get("sid"))).findFirst();
        if (found.isPresent()) {
            answer(exchange, 200, json(found.get()));
        } else {
            answer(exchange, 404, "{\"code\":20404,\"message\":\"none\",\"status\":404}");
        }
    }

    private static String json(Map<String, String> sms) {
        return """
        {"sid":"%s","account_sid":"AC1","to":"%s","from":"%s","body":%s,"status":"%s",\
        "date_created":"%s","date_updated":"%s","date_sent":null,"direction":"outbound-api",\
        "num_segments":"1","num_media":"0","price":null,"price_unit":"USD","error_code":null,\
        "error_message":null,"api_version":"2010-04-01","uri":"/x","messaging_service_sid":null,\
        "subresource_uris":{}}\
        """
                .formatted(
                        sms.get("sid"),
                        sms.get("to"),
                        sms.get("from"),
                        quoted(sms.getOrDefault("body", "")),
                        sms.get("status"),
                        sms.get("created"),
                        sms.get("created"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static Map<String, String> form(String text) {
        var form = new HashMap<String, String>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
