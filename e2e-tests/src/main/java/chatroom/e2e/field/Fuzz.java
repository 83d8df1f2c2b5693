package chatroom.e2e.field;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.field.FuzzCalls.Call;
import chatroom.e2e.product.Product;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Calls everything that the product documents with bad values, as a guest, a user and an admin,
/// through the gateway and past it. No answer may be a 500, and the product must converse after it.
final class Fuzz {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final List<String> CALLERS = List.of("guest", "user", "admin");
    private static final int CALLS_PER_ACCOUNT = 300;

    /// Failures that are printed; more than these are counted.
    private static final int PRINTED = 60;

    /// Calls of the log-in: its limit counts by address, and others run from the same.
    private static final int LOGINS = 3;

    private final Product product;
    private final Api api;
    private final String adminPassword;
    private final UnaryOperator<String> names;
    private final Consumer<String> progress;

    /// @param adminPassword of the seeded admin
    /// @param names makes a name that is free of a stem
    Fuzz(
            Product product,
            String adminPassword,
            UnaryOperator<String> names,
            Consumer<String> progress) {
        this.product = product;
        this.api = Api.at(product.url());
        this.adminPassword = adminPassword;
        this.names = names;
        this.progress = progress;
    }

    /// The figures of a run.
    ///
    /// @param calls that were made
    /// @param failures answered with a 500, or any other of its class but 503
    /// @param silent not answered at all
    /// @param unavailable answered with 503
    /// @param frames sent over sockets
    /// @param deaf sockets after which no sound message was acknowledged
    /// @param converses whether history, search and unread counts move after it
    record Outcome(
            int calls,
            int failures,
            int silent,
            int unavailable,
            int frames,
            int deaf,
            boolean converses) {

        String line() {
            return "calls=%d 500s=%d silent=%d 503s=%d frames=%d deaf=%d converses=%s"
                    .formatted(calls, failures, silent, unavailable, frames, deaf, converses);
        }

        boolean isClean() {
            return failures == 0 && silent == 0 && deaf == 0 && converses;
        }
    }

    /// Runs it.
    ///
    /// @param seed the same seed makes the same calls
    Outcome run(long seed, int calls, int frames) throws InterruptedException {
        var documented = new FuzzCalls();
        Account admin = admin();
        Account user = api.signUp(names.apply("fuzz-user"));
        Account reader = api.signUp(names.apply("fuzz-reader"));
        String room = user.makeRoom(names.apply("fuzz-room"), "anything", List.of());
        reader.join(room);
        String message = say(user, room, "something to point at").path("id").asText();
        int made = 0;
        int failures = 0;
        int silent = 0;
        int unavailable = 0;
        int logins = 0;
        Account caller = user;
        List<String> ids = List.of(room, message, caller.id(), "einstein", "lobby");
        for (int number = 0; number < calls; number++) {
            if (number % CALLS_PER_ACCOUNT == CALLS_PER_ACCOUNT - 1) {
                caller = api.signUp(names.apply("fuzz-user"));
                caller.join(room);
            }
            var values = new FuzzValues(new SplittableRandom(seed * 1_000_003 + number));
            String role = values.of(CALLERS);
            String token =
                    switch (role) {
                        case "user" -> caller.token();
                        case "admin" -> admin.token();
                        default -> null;
                    };
            Call call = documented.call(number, values, role, token, ids);
            if (call.request().target().startsWith("/login") && ++logins > LOGINS) {
                continue;
            }
            RawHttp.Response answer = RawHttp.send(origin(call, values), call.request());
            made++;
            boolean failed = answer.status() >= 500 && answer.status() != 503;
            unavailable += answer.status() == 503 ? 1 : 0;
            failures += failed ? 1 : 0;
            silent += answer.status() == 0 ? 1 : 0;
            if ((failed || answer.status() == 0) && failures + silent <= PRINTED) {
                progress.accept(
                        "seed=%d call=%d as %s: %d%n  %s%n  %s"
                                .formatted(
                                        seed,
                                        number,
                                        role,
                                        answer.status(),
                                        call.request(),
                                        lastLine(answer.text())));
            }
        }
        progress.accept("calls=%d made; frames follow".formatted(made));
        var sockets =
                new FuzzFrames(
                        product.url(),
                        names.apply("fuzz-guest"),
                        new FuzzValues(new SplittableRandom(seed)));
        int deaf = sockets.run(frames);
        return new Outcome(
                made, failures, silent, unavailable, frames, deaf, converses(user, reader, room));
    }

    private Account admin() {
        JsonNode signedIn =
                api.post("/login", Map.of("username", "admin", "password", adminPassword))
                        .expect(200)
                        .json();
        String token = signedIn.path("access_token").asText();
        return new Account(
                "admin", signedIn.path("user").path("id").asText(), token, api.as(token));
    }

    /// Four of five through the gateway, the rest past it.
    private URI origin(Call call, FuzzValues values) {
        if (values.chance(80) || call.service().equals("gateway")) {
            return product.url();
        }
        int port = product.run().pods(call.service()).getFirst().port();
        return URI.create("http://127.0.0.1:" + port);
    }

    private static JsonNode say(Account author, String room, String text) {
        return author.api()
                .post(
                        "/api/rooms/" + room + "/messages",
                        Map.of("content", text, "client_id", UUID.randomUUID().toString()))
                .expect(201)
                .json();
    }

    /// History, search and unread counts are three readers of the room's log.
    private boolean converses(Account author, Account reader, String room)
            throws InterruptedException {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        String id = say(author, room, "still here: " + word).path("id").asText();
        List<String> missing = new ArrayList<>();
        for (long end = System.nanoTime() + TIMEOUT.toNanos();
                System.nanoTime() < end;
                Thread.sleep(250)) {
            missing.clear();
            String messages = "/api/rooms/" + room + "/messages";
            if (!reader.api().get(messages).expect(200).body().contains(id)) {
                missing.add("history");
            }
            if (!reader.api().get(messages + "?q=" + word).expect(200).body().contains(id)) {
                missing.add("search");
            }
            if (reader.api().get("/api/rooms/" + room).expect(200).json().path("unread").asLong()
                    < 1) {
                missing.add("unread");
            }
            if (missing.isEmpty()) {
                return true;
            }
        }
        progress.accept("after the calls these stand still: " + missing);
        return false;
    }

    private static String lastLine(String answer) {
        String text = answer.strip();
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
