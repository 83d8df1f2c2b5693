package chatroom.sms.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import chatroom.sms.service.Phonebook.Owner;
import chatroom.sms.store.Database;
import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people text, and where it ends up.
@QuarkusTest
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "sms"))
@QuarkusTestResource(Surroundings.class)
class TextsTest {

    @Inject Database database;
    @Inject TestClock clock;

    @BeforeEach
    void anHourHasPassed() {
        clock.advance(Duration.ofMinutes(61));
    }

    @Test
    void aTextIsPostedAsItsPersonAndAnsweredWithNothing() {
        Owner alice = Phonebook.register();

        alice.texts("  Hello everyone! 👋 ").statusCode(200).body("Response", equalTo(""));

        await().until(() -> !FakePeers.textsOf(alice.id()).isEmpty());
        assertThat(FakePeers.textsOf(alice.id())).containsExactly("lobby: Hello everyone! 👋");
        assertThat(alice.got()).isEmpty();
    }

    @Test
    void oneTextIsOneMessageHoweverOftenItComes() throws Exception {
        Owner alice = Phonebook.register();
        String sid = "SM" + UUID.randomUUID();
        var calls = new ArrayList<CompletableFuture<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                calls.add(
                        CompletableFuture.supplyAsync(
                                () -> alice.texts("only once", sid).extract().statusCode(),
                                threads));
            }
        }
        for (CompletableFuture<Integer> call : calls) {
            assertThat(call.get()).isEqualTo(200);
        }
        await().until(() -> !FakePeers.textsOf(alice.id()).isEmpty());
        // As after a process that died between posting and noting it: the text is taken up again.
        database.run(connection ->
                Database.update(
                        connection,
                        """
                        update inbox set done = false, outcome = null, body = 'only once',
                            lease_until = now() - interval '1 minute' where message_sid = ?\
                        """,
                        sid));
        await().atMost(Phonebook.PATIENCE).until(() -> callsOf(sid) >= 2);
        alice.texts("only once", sid).statusCode(200);
        await().pollDelay(Duration.ofMillis(700)).until(() -> true);

        int messages = FakePeers.textsOf(alice.id()).size();
        System.out.println("MessageSid x50 parallel, again after a crash: messages=" + messages);
        assertThat(messages).isEqualTo(1);
    }

    private static long callsOf(String sid) {
        return FakePeers.CALLS.stream().filter(sid::equals).count();
    }

    @Test
    void textsOfAPhoneStayInTheirOrder() {
        Owner alice = Phonebook.register();
        var said = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            alice.texts("line " + i).statusCode(200);
            said.add("lobby: line " + i);
        }

        await().atMost(Phonebook.PATIENCE).until(() -> FakePeers.textsOf(alice.id()).size() == 12);
        assertThat(FakePeers.textsOf(alice.id())).isEqualTo(said);
    }

    @Test
    void keywordsNeverReachTheRoom() {
        for (String word :
                List.of(
                        "STOP",
                        "stop.",
                        "Quit",
                        "END",
                        "cancel",
                        "Please stop texting me",
                        "HELP",
                        "info",
                        "YES",
                        "unstop",
                        "JOIN",
                        "opt-out")) {
            Owner alice = Phonebook.register();
            clock.advance(Duration.ofMinutes(61));

            alice.texts(word).statusCode(200);
            alice.texts("START").statusCode(200);
            alice.texts("hello").statusCode(200);

            await().atMost(Phonebook.PATIENCE)
                    .until(() -> FakePeers.textsOf(alice.id()).contains("lobby: hello"));
            assertThat(FakePeers.textsOf(alice.id())).as(word).containsExactly("lobby: hello");
        }
    }

    @Test
    void whoHasOptedOutIsNeitherPostedNorAnswered() {
        Owner alice = Phonebook.register();

        // Twilio confirms its own words; other words are confirmed here, once.
        alice.texts("STOP").body("Response", equalTo(""));
        alice.texts("please stop texting me").body("Response", equalTo(""));
        alice.texts("hello?").statusCode(200).body("Response", equalTo(""));
        given().auth()
                .oauth2(alice.token())
                .get("/api/me/phone")
                .then()
                .body("opted_out_by", equalTo("sms"))
                .body("last_keyword.word", equalTo("STOP"));
        await().pollDelay(Duration.ofMillis(700)).until(() -> true);
        assertThat(FakePeers.textsOf(alice.id())).isEmpty();
        assertThat(alice.got()).isEmpty();

        alice.texts("join")
                .body("Response.Message", containsString("text START"))
                .body("Response.Message", containsString("again"));
        Owner bob = Phonebook.register();
        bob.texts("Please stop texting me!").body("Response.Message", containsString("no more"));
        bob.texts("Please stop texting me!").body("Response", equalTo(""));
    }

    @Test
    void commandsAreAnsweredBySmsAndNotPosted() {
        Owner alice = Phonebook.register();

        alice.texts("/rooms");
        assertThat(alice.awaitGot(1).getLast()).contains("Lobby (you are here), Space Café");
        alice.texts("/room space");
        assertThat(alice.awaitGot(2).getLast()).contains("You are in Space Café now. Online: 2.");
        alice.texts("/who");
        assertThat(alice.awaitGot(3).getLast()).contains("bob, zoë");
        alice.texts("/quiet 22-8");
        assertThat(alice.awaitGot(4).getLast()).contains("Quiet from 22:00 to 08:00");
        alice.texts("/dance");
        assertThat(alice.awaitGot(5).getLast()).contains("no /dance");
        alice.texts("/room nowhere");
        assertThat(alice.awaitGot(6).getLast()).contains("no room \"nowhere\"");
        alice.texts("#lobby back again");
        await().until(() -> !FakePeers.textsOf(alice.id()).isEmpty());
        given().auth()
                .oauth2(alice.token())
                .get("/api/me/phone")
                .then()
                .body("default_room_id", equalTo("lobby"))
                .body("quiet_from", equalTo("22:00"));
        assertThat(FakePeers.textsOf(alice.id())).containsExactly("lobby: back again");
        assertThat(FakePeers.JOINED).contains(alice.id() + " space");
    }

    @Test
    void aNumberOfARoomLeadsIntoIt() {
        Owner alice = Phonebook.register();

        Phonebook.incoming(
                Map.of(
                        "From",
                        alice.number(),
                        "To",
                        Surroundings.SPACE_NUMBER,
                        "Body",
                        "hi",
                        "MessageSid",
                        "SM" + UUID.randomUUID(),
                        "NumMedia",
                        "2"));

        await().until(() -> !FakePeers.textsOf(alice.id()).isEmpty());
        assertThat(FakePeers.textsOf(alice.id())).containsExactly("space: hi [picture] [picture]");
    }

    @Test
    void whatTheRoomRefusesIsExplainedOnce() {
        Owner alice = Phonebook.register();

        alice.texts("[muted] hello");

        assertThat(alice.awaitGot(1)).containsExactly("Not posted: you are muted in this room.");
        await().pollDelay(Duration.ofMillis(700)).until(() -> true);
        assertThat(alice.got()).hasSize(1);
    }

    @Test
    void aTextOutlivesAnOutageOfTheRooms() {
        Owner alice = Phonebook.register();
        FakePeers.DOWN.set(true);
        alice.texts("still here").statusCode(200).body("Response", equalTo(""));
        await().pollDelay(Duration.ofMillis(600)).until(() -> true);
        FakePeers.DOWN.set(false);

        await().atMost(Phonebook.PATIENCE).until(() -> FakePeers.textsOf(alice.id()).size() == 1);
        assertThat(alice.got()).isEmpty();
    }

    @Test
    void whoIsGoneAtTheirNextTextIsForgotten() {
        Owner alice = Phonebook.register();
        FakePeers.GONE.add(alice.id().toString());

        alice.texts("hello");

        await().atMost(Phonebook.PATIENCE)
                .until(() ->
                        given().auth().oauth2(alice.token()).get("/api/me/phone").statusCode()
                                == 404);
        assertThat(FakePeers.textsOf(alice.id())).isEmpty();
    }
}
