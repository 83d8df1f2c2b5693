package chatroom.chat.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.oneOf;

import chatroom.standalone.testing.InfrastructureResource;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The service with a real Kafka, Postgres and Redis.
@QuarkusTest
@QuarkusTestResource(InfrastructureResource.class)
@QuarkusTestResource(TestIdentity.class)
class ChatServiceTest {

    private static final String PUBLISHING = "'outbox'::regclass::oid::bigint";

    // Quarkus fills it in.
    @SuppressWarnings("NullAway.Init")
    @Inject
    DataSource database;

    @TestHTTPResource("/")
    URI http = URI.create("http://unset");

    private record User(UUID id, String name, String token) {
        RequestSpecification api() {
            return given().auth().oauth2(token).contentType("application/json");
        }
    }

    private static User user(String name) {
        UUID id = UUID.randomUUID();
        String unique = name + "_" + id.toString().substring(0, 8);
        return new User(id, unique, TestIdentity.token(id, unique));
    }

    private URI ws(String path) {
        return URI.create("ws://%s:%d/%s".formatted(http.getHost(), http.getPort(), path));
    }

    private static String room(User creator, Map<String, ?> more) {
        String id = "r" + UUID.randomUUID();
        var body = new java.util.HashMap<String, Object>(more);
        body.put("id", id);
        body.put("name", "Room " + id);
        creator.api().body(body).post("/api/rooms").then().statusCode(201);
        return id;
    }

    private static String guest() {
        return "g" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void aDatabaseThatIsLostBeforeTheCommitIsAnOutageAndNoFault() {
        given().get("/test/cut-off").then().statusCode(503).body("code", equalTo("unavailable"));
    }

    @Test
    void aGuestJoinsTheLobbyAsTheFirstClientsDid() {
        String name = guest();
        try (Socket socket = Socket.open(ws("chat?user_id=" + name))) {
            JsonNode joined = socket.next();
            assertThat(joined.get("event").asText()).isEqualTo("join");
            assertThat(joined.get("sender").asText()).isEqualTo("@system");
            assertThat(joined.get("text").asText()).isEqualTo(name + " joined");
            assertThat(socket.next().get("event").asText()).isEqualTo("history");
            socket.send("Hello, everyone!");
            JsonNode said = socket.next("user");
            assertThat(said.get("text").asText()).isEqualTo("Hello, everyone!");
            assertThat(said.get("sender").asText()).isEqualTo(name);
            given().get("/clients").then().body("items.name", hasItem(name));
        }
    }

    @Test
    void onlySmsServiceSpeaksFromAPhone() {
        User owner = user("owner");
        User stranger = user("stranger");
        String path = "/api/rooms/" + room(owner, Map.of("visibility", "private")) + "/messages";
        Map<String, String> claimed = Map.of("content", "hello", "via", "sms");
        owner.api().body(claimed).post(path).then().statusCode(201).body("via", equalTo("api"));
        texting(owner).body(claimed).post(path).then().statusCode(201).body("via", equalTo("sms"));
        texting(stranger).body(claimed).post(path).then().statusCode(404);
        owner.api().get(path).then().body("items.via", contains("api", "sms"));
    }

    @Test
    void aSecondAttemptIsAcknowledgedWithThePlaceOfTheFirst() {
        User owner = user("owner");
        String path = "/api/rooms/" + room(owner, Map.of()) + "/messages";
        Map<String, String> said = Map.of("content", LateRoomLog.HELD_BACK, "client_id", "once");
        owner.api().body(said).post(path).then().statusCode(503);
        int seq = owner.api().body(said).post(path).then().statusCode(201).extract().path("seq");
        owner.api().get(path).then().body("items.seq", contains(seq));
    }

    private static RequestSpecification texting(User user) {
        return given().auth()
                .oauth2(TestIdentity.smsToken(user.id(), user.name()))
                .contentType("application/json");
    }

    @Test
    void othersSeeWhoComesAndGoesOnce() {
        String name = guest();
        User owner = user("owner");
        String room = room(owner, Map.of());
        try (Socket watching = Socket.open(ws("ws/" + room), owner.token())) {
            watching.next("history");
            try (Socket first = Socket.open(ws("chat?room_id=" + room + "&user_id=" + name))) {
                first.next("history");
                assertThat(watching.next("join").get("text").asText()).isEqualTo(name + " joined");
            }
            assertThat(watching.next("leave").get("text").asText()).isEqualTo(name + " leave");
        }
    }

    @Test
    void handshakesAreRefusedWithTheirReason() {
        User owner = user("owner");
        User other = user("other");
        String hidden = room(owner, Map.of("visibility", "private"));
        String open = room(owner, Map.of());
        String taken = guest();
        try (Socket there = Socket.open(ws("chat?user_id=" + taken))) {
            there.next("history");
            assertThat(Socket.handshake(ws("chat?user_id=" + taken), null)).isEqualTo(400);
        }
        assertThat(Socket.handshake(ws("chat?user_id=@system"), null)).isEqualTo(400);
        assertThat(Socket.handshake(ws("chat"), null)).isEqualTo(401);
        assertThat(Socket.handshake(ws("ws/" + open), null)).isEqualTo(401);
        assertThat(Socket.handshake(ws("ws/" + open), "no.such.token")).isEqualTo(401);
        assertThat(
                        Socket.handshake(
                                ws("ws/" + open),
                                TestIdentity.token(
                                        owner.id(), owner.name(), Duration.ofSeconds(-60))))
                .isEqualTo(401);
        assertThat(Socket.handshake(ws("ws/" + open), other.token())).isEqualTo(403);
        // E2: like a room that is not there.
        assertThat(Socket.handshake(ws("ws/" + hidden), other.token())).isEqualTo(404);
        assertThat(Socket.handshake(ws("chat?room_id=" + hidden + "&user_id=" + guest()), null))
                .isEqualTo(404);
        assertThat(Socket.handshake(ws("ws/nowhere"), owner.token())).isEqualTo(404);
        assertThat(Socket.handshake(ws("ws/" + open), owner.token())).isEqualTo(101);
    }

    @Test
    void anAcknowledgedMessageIsOneMessageHoweverOftenItIsSent() {
        User owner = user("owner");
        String room = room(owner, Map.of());
        try (Socket socket = Socket.open(ws("ws/" + room), owner.token())) {
            socket.next("history");
            String frame = "{\"type\":\"message\",\"text\":\"once\",\"client_id\":\"c1\"}";
            socket.send(frame);
            JsonNode ack = socket.next("ack");
            socket.send(frame);
            JsonNode again = socket.next("ack");
            assertThat(again.get("id")).isEqualTo(ack.get("id"));
            assertThat(again.get("seq")).isEqualTo(ack.get("seq"));
            owner.api()
                    .body(Map.of("content", "once", "client_id", "c1"))
                    .post("/api/rooms/" + room + "/messages")
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(ack.get("id").asText()));
        }
        owner.api()
                .get("/api/rooms/" + room + "/messages")
                .then()
                .body("items.text", contains("once"));
    }

    @Test
    void whatWasPostedIsReadAtOnce() {
        User owner = user("owner");
        String room = room(owner, Map.of());
        for (int i = 0; i < 5; i++) {
            String text = "line " + i;
            owner.api()
                    .body(Map.of("content", text))
                    .post("/api/rooms/" + room + "/messages")
                    .then()
                    .statusCode(201);
            owner.api()
                    .get("/api/rooms/" + room + "/messages?limit=1")
                    .then()
                    .body("items[0].text", equalTo(text));
        }
    }

    @Test
    void whoComesBackGetsWhatWasMissedAndNothingElse() {
        User owner = user("owner");
        String room = room(owner, Map.of());
        long since;
        String epoch;
        try (Socket socket = Socket.open(ws("ws/" + room), owner.token())) {
            epoch = socket.next("history").get("epoch").asText();
            post(owner, room, "before");
            since = socket.next("user").get("seq").asLong();
        }
        IntStream.range(0, 260).forEach(i -> post(owner, room, "missed " + i));
        URI resume = ws("ws/%s?since=%d&epoch=%s".formatted(room, since, epoch));
        try (Socket socket = Socket.open(resume, owner.token())) {
            JsonNode data = socket.next("history").get("data");
            assertThat(data.has("reset")).isFalse();
            List<String> texts = texts(data.get("messages"));
            assertThat(texts)
                    .isEqualTo(IntStream.range(0, 260).mapToObj(i -> "missed " + i).toList());
            post(owner, room, "live");
            JsonNode live = socket.next("user");
            JsonNode last = data.get("messages").get(259);
            assertThat(live.get("prev").asLong()).isEqualTo(last.get("seq").asLong());
        }
    }

    @Test
    void underAnotherEpochAClientBeginsAnew() {
        User owner = user("owner");
        String room = room(owner, Map.of());
        post(owner, room, "hello");
        URI resume = ws("ws/%s?since=99&epoch=gone".formatted(room));
        try (Socket socket = Socket.open(resume, owner.token())) {
            JsonNode data = socket.next("history").get("data");
            assertThat(data.get("reset").asBoolean()).isTrue();
            assertThat(texts(data.get("messages"))).containsExactly("hello");
        }
    }

    @Test
    void aNewcomerGetsTheLastFifty() {
        User owner = user("owner");
        String room = room(owner, Map.of());
        IntStream.range(0, 60).forEach(i -> post(owner, room, "line " + i));
        try (Socket socket = Socket.open(ws("ws/" + room), owner.token())) {
            assertThat(texts(socket.next("history").get("data").get("messages")))
                    .isEqualTo(IntStream.range(10, 60).mapToObj(i -> "line " + i).toList());
        }
    }

    @Test
    void historyAndLiveFramesMeetWithoutAGap() {
        User owner = user("owner");
        String room = room(owner, Map.of());
        Thread writer =
                Thread.ofVirtual()
                        .start(() ->
                                IntStream.range(0, 200).forEach(i -> post(owner, room, "m" + i)));
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < 10; i++) {
            sockets.add(Socket.open(ws("ws/" + room), owner.token()));
        }
        for (Socket socket : sockets) {
            JsonNode data = socket.next("history").get("data");
            long last = data.get("last_seq").asLong();
            JsonNode frame;
            do {
                frame = socket.next("user");
                long prev = frame.has("prev") ? frame.get("prev").asLong() : -1;
                assertThat(prev).isEqualTo(last);
                last = frame.get("seq").asLong();
            } while (!frame.get("text").asText().equals("m199"));
            socket.close();
        }
        assertThat(writer.isAlive()).isFalse();
    }

    @Test
    void whoLeavesTheRoomIsShownOut() {
        User owner = user("owner");
        User bob = user("bob");
        String room = room(owner, Map.of());
        bob.api().post("/api/rooms/" + room + "/join").then().statusCode(200);
        try (Socket socket = Socket.open(ws("ws/" + room), bob.token())) {
            socket.next("history");
            bob.api().delete("/api/rooms/" + room + "/leave").then().statusCode(204);
            assertThat(socket.closeCode()).isEqualTo(4003);
        }
        assertThat(Socket.handshake(ws("ws/" + room), bob.token())).isEqualTo(403);
    }

    @Test
    @DisplayName("B6: a change whose event Kafka does not take reaches the room later, once")
    void aChangeIsPublishedOnceThatIsPossible() throws SQLException {
        User owner = user("owner");
        User bob = user("bob");
        String room = room(owner, Map.of());
        bob.api().post("/api/rooms/" + room + "/join").then().statusCode(200);
        try (Socket watching = Socket.open(ws("ws/" + room), owner.token());
                Socket bobs = Socket.open(ws("ws/" + room), bob.token())) {
            watching.next("history");
            bobs.next("history");
            await().until(() -> waiting(room) == 0);
            try (Connection connection = database.getConnection();
                    Statement publishing = connection.createStatement()) {
                // Nobody publishes meanwhile, as if Kafka were away.
                publishing.execute("select pg_advisory_lock(" + PUBLISHING + ")");
                bob.api().delete("/api/rooms/" + room + "/leave").then().statusCode(204);
                assertThat(bobs.closeCode()).isEqualTo(4003);
                owner.api()
                        .body(Map.of("description", "space"))
                        .put("/api/rooms/" + room + "/theme")
                        .then()
                        .statusCode(200);
                assertThat(waiting(room)).as("member, state of the room, theme").isEqualTo(3);
                publishing.execute("select pg_advisory_unlock(" + PUBLISHING + ")");
            }
            JsonNode member = watching.next("member").get("data");
            assertThat(member.get("user_id").asText()).isEqualTo(bob.id().toString());
            assertThat(member.hasNonNull("role")).isFalse();
            watching.next("theme");
            await().until(() -> waiting(room) == 0);
        }
    }

    private long waiting(String room) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement count =
                        connection.prepareStatement("select count(*) from outbox where key = ?")) {
            count.setString(1, room);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void anExpiredCredentialClosesTheSocket() {
        User owner = user("owner");
        String room = room(owner, Map.of());
        String brief = TestIdentity.token(owner.id(), owner.name(), Duration.ofSeconds(2));
        try (Socket socket = Socket.open(ws("ws/" + room), brief)) {
            assertThat(socket.closeCode()).isEqualTo(4001);
        }
    }

    @Test
    void aRenewedCredentialKeepsTheSocket() {
        User owner = user("owner");
        String room = room(owner, Map.of());
        String brief = TestIdentity.token(owner.id(), owner.name(), Duration.ofSeconds(2));
        try (Socket socket = Socket.open(ws("ws/" + room), brief)) {
            socket.next("history");
            socket.send("{\"type\":\"auth\",\"token\":\"%s\"}".formatted(owner.token()));
            await().during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(6))
                    .until(() -> {
                        socket.send("{\"type\":\"ping\"}");
                        return socket.next("pong") != null;
                    });
        }
    }

    @Test
    void refusalsAreProblems() {
        User owner = user("owner");
        User other = user("other");
        String room = room(owner, Map.of());
        owner.api()
                .body(Map.of("id", room, "name", "again"))
                .post("/api/rooms")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("room_taken"));
        owner.api().get("/api/rooms/nowhere").then().statusCode(404);
        given().get("/api/rooms").then().statusCode(401);
        owner.api().body(Map.of("id", "NO", "name", "x")).post("/api/rooms").then().statusCode(400);
        owner.api()
                .body(Map.of("content", "x".repeat(4001)))
                .post("/api/rooms/" + room + "/messages")
                .then()
                .statusCode(413)
                .body("code", equalTo("too_long"));
        other.api()
                .body(Map.of("description", "mine now"))
                .put("/api/rooms/" + room + "/theme")
                .then()
                .statusCode(403)
                .body("code", equalTo("not_room_admin"));
    }

    @Test
    void aThemeReachesWhoIsThere() {
        User owner = user("owner");
        String room = room(owner, Map.of("theme", "dust"));
        try (Socket socket = Socket.open(ws("ws/" + room), owner.token())) {
            JsonNode data = socket.next("history").get("data");
            assertThat(data.get("theme").get("description").asText()).isEqualTo("dust");
            owner.api()
                    .body(Map.of("description", "space", "guidelines", "be kind"))
                    .put("/api/rooms/" + room + "/theme")
                    .then()
                    .statusCode(200)
                    .body("description", equalTo("space"));
            JsonNode theme = socket.next("theme").get("data").get("theme");
            assertThat(theme.get("guidelines").asText()).isEqualTo("be kind");
        }
    }

    @Test
    @DisplayName("E3: a room chooses its token limit below the operator's")
    void aRoomsTokenLimitStaysBelowTheOperators() {
        User owner = user("owner");
        String path = "/api/rooms/" + room(owner, Map.of()) + "/ai";
        owner.api().get(path).then().body("daily_token_limit", equalTo(10_000));
        for (long tooMuch : List.of(10_001L, 9_000_000_000_000_000_000L)) {
            owner.api()
                    .body(Map.of("daily_token_limit", tooMuch))
                    .put(path)
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("daily_token_limit"))
                    .body("detail", containsString("10000"));
        }
        owner.api()
                .body(Map.of("daily_token_limit", 9_000, "cooldown", 2))
                .put(path)
                .then()
                .statusCode(200)
                .body("daily_token_limit", equalTo(9_000));
        for (String notInBounds :
                List.of(
                        "{\"daily_token_limit\":-1}",
                        "{\"cooldown\":11}",
                        "{\"max_replies_per_message\":6}",
                        "{\"ai_to_ai\":{\"max_hops\":7,\"chance\":0}}",
                        "{\"ai_to_ai\":{\"max_hops\":1,\"chance\":\"NaN\"}}")) {
            owner.api().body(notInBounds).put(path).then().statusCode(oneOf(400, 422));
        }
        owner.api()
                .get(path)
                .then()
                .body("daily_token_limit", equalTo(9_000))
                .body("cooldown", equalTo(2));
    }

    @Test
    void unreadMessagesAreCounted() {
        User owner = user("owner");
        User bob = user("bob");
        String room = room(owner, Map.of());
        bob.api().post("/api/rooms/" + room + "/join").then().statusCode(200);
        post(owner, room, "one");
        post(owner, room, "two");
        owner.api().get("/api/rooms/" + room + "/messages").then().body("items", hasSize(2));
        // Counted by Postgres, which follows.
        await().untilAsserted(() ->
                bob.api().get("/api/rooms/" + room).then().body("unread", equalTo(2)));
        int last = bob.api().get("/api/rooms/" + room).path("last_seq");
        bob.api().body(Map.of("seq", last)).put("/api/rooms/" + room + "/read");
        bob.api().get("/api/rooms/" + room).then().body("unread", equalTo(0));
    }

    private static void post(User author, String room, String text) {
        author.api()
                .body(Map.of("content", text))
                .post("/api/rooms/" + room + "/messages")
                .then()
                .statusCode(201);
    }

    private static List<String> texts(JsonNode messages) {
        var texts = new ArrayList<String>();
        messages.forEach(message -> texts.add(message.get("text").asText()));
        return texts;
    }
}
