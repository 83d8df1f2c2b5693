package chatroom.sms.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chatroom.events.MessageIds;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.RoomEvent.ReplyPosted;
import chatroom.events.Via;
import chatroom.sms.people.People;
import chatroom.sms.service.Phonebook.Owner;
import chatroom.sms.store.Database;
import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a phone is told when its texts tell of distress (D5), and when it answers by itself (D8).
@QuarkusTest
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "sms"))
@QuarkusTestResource(Surroundings.class)
class DistressTextsTest {

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Inject Database database;
    @Inject People people;
    @Inject TestClock clock;

    @BeforeEach
    void anHourHasPassed() {
        clock.advance(Duration.ofMinutes(61));
    }

    @Test
    void theHelplineOfThePhonesCountryComesAtOnceWhateverIsDownOrSpent() throws Exception {
        Owner alice = Phonebook.register();
        database.run(connection ->
                Database.update(
                        connection,
                        "update outbox set segments = 20 where user_id = ?",
                        alice.id()));
        FakePeers.DOWN.set(true);
        try {
            alice.texts("i want to kill myself");
            assertThat(alice.awaitGot(1))
                    .singleElement()
                    .asString()
                    .contains("988", "911", "AI persona")
                    .doesNotEndWith("...");
        } finally {
            FakePeers.DOWN.set(false);
        }
        // The text goes on its way too.
        await().atMost(Phonebook.PATIENCE)
                .until(() -> {
                    clock.advance(Duration.ofSeconds(5));
                    return FakePeers.textsOf(alice.id())
                            .equals(List.of("lobby: i want to kill myself"));
                });
    }

    @Test
    void itIsToldAFewTimesAndNotForEver() {
        Owner alice = Phonebook.register();
        for (int i = 0; i < 6; i++) {
            alice.texts("ich will nicht mehr leben");
        }
        assertThat(alice.awaitGot(3)).hasSize(3).allMatch(text -> text.contains("988"));
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertThat(alice.got()).hasSize(3);
    }

    @Test
    void aStrangerInDistressIsToldWhereToFindHelp() {
        Owner stranger = new Owner(UUID.randomUUID(), Phonebook.freshNumber(), "");
        String twiml = stranger.texts("I want to die").extract().asString();
        assertThat(twiml).contains("988").doesNotContain("not registered");
    }

    @Test
    void theRoomsCalmLineIsNotSentASecondTime() throws Exception {
        try (TestRoom room = TestRoom.open(kafka)) {
            Owner bob = inRoom(room);
            String sid = "SM" + UUID.randomUUID();
            bob.texts("quiero morirme", sid);
            bob.awaitGot(1);
            MessagePosted said = posted(room, bob, "quiero morirme", sid);
            room.happens(
                    new ReplyPosted(
                            MessageIds.fresh(),
                            "safety",
                            "AI_Safety",
                            "The room's own line.",
                            said.id(),
                            1,
                            "safety",
                            null),
                    clock.instant());
            room.replies("And a persona's, whom they called.", said.id(), clock.instant());
            assertThat(bob.awaitGot(2)).last().asString().contains("a persona's");
            assertThat(bob.got()).noneMatch(text -> text.contains("The room's own line."));
        }
    }

    @Test
    void anAutoResponderGetsAFewTextsAndAPersonEndsIt() throws Exception {
        try (TestRoom room = TestRoom.open(kafka)) {
            Owner bob = inRoom(room);
            int answered = 0;
            var replied = new HashSet<String>();
            String auto = "I am driving, back at 10:0";
            bob.texts("hello Einstein");
            long end = System.nanoTime() + Duration.ofSeconds(12).toNanos();
            while (System.nanoTime() < end) {
                for (Map<String, String> message : FakePeers.POSTED) {
                    String id = message.getOrDefault("id", "");
                    if (bob.id().toString().equals(message.get("user"))
                            && isNoted(id)
                            && replied.add(id)) {
                        room.replies(
                                "Answer " + replied.size(), UUID.fromString(id), clock.instant());
                    }
                }
                while (answered < bob.got().size()) {
                    bob.texts(auto + answered++ % 10);
                }
                Thread.sleep(50);
            }
            System.out.println(
                    "auto-responder: sms=" + bob.got().size() + " posted=" + replied.size());
            assertThat(replied).hasSize(3);
            assertThat(bob.got()).hasSize(4).last().asString().contains("answer by itself");

            bob.texts("Sorry, I am back now");
            await().atMost(Phonebook.PATIENCE)
                    .until(() -> FakePeers.textsOf(bob.id()).getLast().contains("I am back now"));
        }
    }

    private boolean isNoted(String message) throws Exception {
        return !database.inTransaction(connection ->
                        Database.query(
                                connection,
                                "select 1 from own_lines where message_id = ?::uuid",
                                row -> row.getInt(1),
                                message))
                .isEmpty();
    }

    private Owner inRoom(TestRoom room) throws Exception {
        Owner bob = Phonebook.register();
        room.account(bob.id(), "bob" + bob.id().toString().substring(0, 8));
        RestAssured.given()
                .auth()
                .oauth2(bob.token())
                .contentType("application/json")
                .body("{\"default_room_id\":\"" + room.id + "\"}")
                .patch("/api/me/phone")
                .then()
                .statusCode(200);
        await().atMost(Phonebook.PATIENCE).until(() -> people.isActive(bob.id()));
        return bob;
    }

    /// The room's log as it is once the text was posted.
    private MessagePosted posted(TestRoom room, Owner owner, String text, String sid)
            throws Exception {
        await().atMost(Phonebook.PATIENCE).until(() -> !FakePeers.textsOf(owner.id()).isEmpty());
        String id =
                FakePeers.POSTED.stream()
                        .filter(it -> owner.id().toString().equals(it.get("user")))
                        .findFirst()
                        .orElseThrow()
                        .getOrDefault("id", "");
        var said =
                new MessagePosted(UUID.fromString(id), "bob", owner.id(), text, null, sid, Via.SMS);
        room.happens(said, clock.instant());
        return said;
    }
}
