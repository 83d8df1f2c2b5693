package chatroom.e2e.field;

import static org.awaitility.Awaitility.await;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.Door;
import chatroom.e2e.client.Frame;
import chatroom.e2e.client.RoomClient;
import chatroom.e2e.field.SilentNetwork.Observed;
import chatroom.e2e.product.Product;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One silence: a member says something into it and comes back, a guest is only gone, and a guest
/// who never looks waits to be told.
final class SilentRound {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private SilentRound() {}

    /// Where the network goes silent.
    ///
    /// @param entrance where clients come in whose connections pass the proxy
    record Place(String name, SilentProxy proxy, URI entrance) {

        /// Whether the client's own connection goes silent, so that nobody can tell it anything.
        boolean isAtTheClient() {
            return proxy.url().equals(entrance);
        }
    }

    static Observed run(
            Product product, Account owner, Place place, int round, Consumer<String> progress)
            throws Exception {
        String room = "silent-%s-%d-%d".formatted(place.name(), round, System.nanoTime());
        owner.makeRoom(room, "", List.of());
        Account member = Api.at(product.url()).signUp("m" + System.nanoTime() % 100_000_000);
        member.join(room);
        String ghost = "ghost-" + System.nanoTime() % 100_000_000;
        String listener = "listener-" + System.nanoTime() % 100_000_000;
        try (RoomClient watcher = RoomClient.enter(product.url(), owner.door(room));
                RoomClient speaker = RoomClient.enter(place.entrance(), member.door(room));
                RoomClient gone = RoomClient.enter(place.entrance(), Door.guest(room, ghost));
                var passive = Passive.open(place.entrance(), room, listener)) {
            speaker.say("before");
            watcher.await("the first message", frame -> isMessage(frame, "before"));

            place.proxy().silence(room);
            long begun = System.nanoTime();
            // Its end goes into the silence.
            gone.close();
            speaker.say("into the silence");

            await().atMost(LONGEST).until(() -> speaker.unconfirmed() == 0);
            Duration client = since(begun);
            watcher.await("the end of the ghost", frame -> isLeave(frame, ghost));
            Duration left = since(begun);
            await().atMost(LONGEST)
                    .until(() ->
                            !isOnline(owner, room, ghost)
                                    && RoomClient.knock(product.url(), Door.guest(room, ghost))
                                            == SWITCHING_PROTOCOLS);
            Duration server = since(begun);
            if (!place.isAtTheClient()) {
                Duration told = Duration.ofNanos(passive.awaitEnd(LONGEST) - begun);
                client = client.compareTo(told) < 0 ? told : client;
            }
            progress.accept(
                    "%s: client %d ms, ghost left %d ms, name free %d ms"
                            .formatted(
                                    place.name(),
                                    client.toMillis(),
                                    left.toMillis(),
                                    server.toMillis()));
            int there = count(owner, room);
            long shown =
                    watcher.frames().stream()
                            .filter(frame -> isMessage(frame, "into the silence"))
                            .count();
            return new Observed(
                    client,
                    server,
                    there == 0 || shown == 0 ? 1 : 0,
                    there > 1 || shown > 1 ? 1 : 0);
        }
    }

    private static int count(Account owner, String room) {
        JsonNode messages = owner.api().get("/api/rooms/" + room + "/messages").expect(200).json();
        int found = 0;
        for (JsonNode message : messages.path("items")) {
            if (message.path("text").asText().equals("into the silence")) {
                found++;
            }
        }
        return found;
    }

    private static boolean isOnline(Account owner, String room, String name) {
        JsonNode online = owner.api().get("/api/rooms/" + room + "/presence").expect(200).json();
        for (JsonNode person : online.path("items")) {
            if (person.path("name").asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMessage(Frame frame, String text) {
        return frame.isMessage() && frame.text().equals(text);
    }

    private static boolean isLeave(Frame frame, String name) {
        return frame.is("leave") && frame.text().equals(name + " leave");
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /// A client that answers pings and has no deadline of its own.
    private record Passive(WebSocket socket, CompletableFuture<Long> ended)
            implements AutoCloseable {

        static Passive open(URI entrance, String room, String name) throws Exception {
            var ended = new CompletableFuture<Long>();
            URI url =
                    URI.create(
                            "ws://%s/chat?room_id=%s&user_id=%s"
                                    .formatted(entrance.getAuthority(), room, name));
            WebSocket socket =
                    HTTP.newWebSocketBuilder()
                            .buildAsync(url, new Listener(ended))
                            .get(10, TimeUnit.SECONDS);
            return new Passive(socket, ended);
        }

        /// @return when it came, by `System.nanoTime()`
        long awaitEnd(Duration atMost) throws Exception {
            return ended.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    private record Listener(CompletableFuture<Long> ended) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            ended.complete(System.nanoTime());
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.complete(System.nanoTime());
        }
    }
}
