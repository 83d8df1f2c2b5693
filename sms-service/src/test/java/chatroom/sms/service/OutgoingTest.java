package chatroom.sms.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import chatroom.events.MessageIds;
import chatroom.events.RoomEvent.MemberChanged;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.Via;
import chatroom.sms.people.People;
import chatroom.sms.service.Phonebook.Owner;
import chatroom.sms.store.Database;
import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What phones hear of their rooms.
@QuarkusTest
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "sms"))
@QuarkusTestResource(Surroundings.class)
class OutgoingTest {

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Inject Database database;
    @Inject People people;
    @Inject TestClock clock;

    private TestRoom room;
    private Owner bob;
    private String name;

    @BeforeEach
    void bobIsInTheRoomWithHisPhone() throws Exception {
        clock.advance(Duration.ofMinutes(61));
        room = TestRoom.open(kafka);
        bob = Phonebook.register();
        name = "bob" + bob.id().toString().substring(0, 8);
        room.account(bob.id(), name);
        patch("{\"default_room_id\":\"" + room.id + "\"}");
        await().atMost(Phonebook.PATIENCE).until(() -> people.isActive(bob.id()));
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aPersonasAnswerToThePhoneComesAtOnceAndNamesTheSpeaker() throws Exception {
        patch("{\"muted_until\":\"2099-01-01T00:00:00Z\"}");
        String sid = "SM" + UUID.randomUUID();
        bob.texts("why is the sky blue?", sid);
        await().until(() -> !FakePeers.textsOf(bob.id()).isEmpty());
        UUID said =
                UUID.fromString(
                        FakePeers.POSTED.stream()
                                .filter(it -> bob.id().toString().equals(it.get("user")))
                                .findFirst()
                                .orElseThrow()
                                .getOrDefault("id", ""));
        // The log may tell of the line before its poster has noted it.
        room.happens(
                new MessagePosted(said, name, bob.id(), "why is the sky blue?", null, sid, Via.SMS),
                clock.instant());

        room.replies("Light scatters.", said, clock.instant());
        room.says("ann", "@" + name + " but he is muted", clock.instant());

        assertThat(bob.awaitGot(1)).containsExactly("Einstein: Light scatters.");
        quietFor(2);
        assertThat(bob.got()).hasSize(1);
    }

    @Test
    void theRoomIsToldHowItsMessageFared() throws Exception {
        MessagePosted line = room.says("ann", "are you there, @" + name + "?", clock.instant());
        bob.awaitGot(1);
        var sms = FakeTwilio.TAKEN.getLast();
        Phonebook.signed(
                        "/sms/status",
                        Map.of(
                                "MessageSid",
                                sms.getOrDefault("sid", ""),
                                "MessageStatus",
                                "undelivered",
                                "ErrorCode",
                                "30003"))
                .statusCode(204);

        await().atMost(Phonebook.PATIENCE)
                .until(() -> room.states().stream().anyMatch(it -> it.state().equals("failed")));

        var failed = room.states().getLast();
        assertThat(failed.messageId()).isEqualTo(line.id());
        assertThat(failed.userId()).isEqualTo(bob.id());
        assertThat(failed.code()).isEqualTo("unreachable");
        assertThat(failed.detail()).isEqualTo("The phone is switched off or out of reach.");
    }

    @Test
    void byDefaultOnlyMentionsCome() throws Exception {
        room.says("ann", "hello everybody", clock.instant());
        room.says("ann", "what do you think, @" + name + "?", clock.instant());
        room.replies("Nobody asked me.", MessageIds.fresh(), clock.instant());

        assertThat(bob.awaitGot(1)).containsExactly("ann: what do you think, @" + name + "?");
        quietFor(2);
        assertThat(bob.got()).hasSize(1);
    }

    @Test
    void aBurstIsOneSmsAndOnesOwnLinesAreNone() throws Exception {
        patch("{\"mode\":\"all\"}");
        room.says("ann", "one", clock.instant());
        room.happens(
                new MessagePosted(
                        MessageIds.fresh(), name, bob.id(), "from my browser", null, "c1", Via.WEB),
                clock.instant());
        room.says("carl", "two", clock.instant());
        room.replies("Three!", MessageIds.fresh(), clock.instant());

        assertThat(bob.awaitGot(1)).containsExactly("ann: one\ncarl: two\nEinstein: Three!");
        quietFor(2);
        assertThat(bob.got()).hasSize(1);
    }

    @Test
    void aDigestSumsUp() throws Exception {
        patch("{\"mode\":\"digest\"}");
        room.says("ann", "one", clock.instant());
        room.says("carl", "two", clock.instant());

        assertThat(bob.awaitGot(1))
                .containsExactly("2 new in " + room.name + ": ann: one / carl: two");
    }

    @Test
    void whatFallsIntoQuietHoursComesAfterThem() throws Exception {
        int hour = clock.instant().atZone(ZoneOffset.UTC).getHour();
        patch(
                "{\"mode\":\"all\",\"zone\":\"UTC\",\"quiet_from\":\"%02d:00\",\"quiet_to\":\"%02d:00\"}"
                        .formatted(hour, (hour + 2) % 24));
        room.says("ann", "in the night", clock.instant());
        quietFor(3);
        assertThat(bob.got()).isEmpty();

        clock.advance(Duration.ofHours(2));

        assertThat(bob.awaitGot(1)).containsExactly("ann: in the night");
    }

    @Test
    void beyondADaysSegmentsTheRestWaitsForTomorrow() throws Exception {
        patch("{\"mode\":\"all\"}");
        database.run(connection ->
                Database.update(
                        connection, "update outbox set segments = 20 where user_id = ?", bob.id()));
        room.says("ann", "one too many", clock.instant());
        quietFor(3);
        assertThat(bob.got()).isEmpty();

        clock.advance(Duration.ofDays(1));

        assertThat(bob.awaitGot(1)).containsExactly("ann: one too many");
    }

    @Test
    void whoIsOutOfTheRoomHearsNothingOfIt() throws Exception {
        patch("{\"mode\":\"all\"}");
        room.happens(new MemberChanged(bob.id(), name, null), clock.instant());
        room.says("ann", "behind your back", clock.instant());
        quietFor(3);

        assertThat(bob.got()).isEmpty();
        given().auth()
                .oauth2(bob.token())
                .get("/api/me/phone")
                .then()
                .body("default_room_id", nullValue());
        bob.texts("hello?");
        assertThat(bob.awaitGot(1).getLast()).contains("You are in no room");
        assertThat(FakePeers.textsOf(bob.id())).isEmpty();
    }

    @Test
    void whatWasSaidBeforeThePhoneCameIsNotSent() throws Exception {
        patch("{\"mode\":\"all\"}");
        room.says("ann", "long ago", Instant.now().minus(Duration.ofDays(2)));
        room.says("ann", "now", clock.instant());

        assertThat(bob.awaitGot(1)).containsExactly("ann: now");
    }

    @Test
    void whoIsErasedLeavesNothingButTheHashOfAnOptOut() throws Exception {
        bob.texts("hello");
        await().until(() -> !FakePeers.textsOf(bob.id()).isEmpty());
        bob.texts("STOP");
        assertThat(rowsOf(bob)).isPositive();

        room.erase(bob.id());

        await().atMost(Phonebook.PATIENCE).until(() -> rowsOf(bob) == 0);
        given().auth().oauth2(bob.token()).get("/api/me/phone").then().statusCode(404);
        // Whoever brings the number next gets nothing either.
        clock.advance(Duration.ofMinutes(61));
        int before = FakeTwilio.textsTo(bob.number()).size();
        Phonebook.verify(TestTokens.token(UUID.randomUUID(), "user"), bob.number()).statusCode(202);
        quietFor(2);
        assertThat(FakeTwilio.textsTo(bob.number())).hasSize(before);
    }

    @Test
    void whoTakesTheirPhoneAwayIsForgotten() throws Exception {
        bob.texts("hello");
        await().until(() -> !FakePeers.textsOf(bob.id()).isEmpty());

        given().auth().oauth2(bob.token()).delete("/api/me/phone").then().statusCode(204);

        assertThat(rowsOf(bob)).isZero();
        given().auth()
                .oauth2(bob.token())
                .get("/api/me/phone")
                .then()
                .statusCode(404)
                .body("code", equalTo("no_phone"));
    }

    private long rowsOf(Owner owner) throws Exception {
        long rows = 0;
        for (String table :
                List.of("phone_numbers", "consents", "inbox", "outbox", "waiting", "own_lines")) {
            rows +=
                    database.inTransaction(connection ->
                            Database.query(
                                            connection,
                                            "select count(*) from "
                                                    + table
                                                    + " t where t::text like ?"
                                                    + " or t::text like ?",
                                            row -> row.getLong(1),
                                            "%" + owner.id() + "%",
                                            "%" + owner.number() + "%")
                                    .getFirst());
        }
        return rows;
    }

    private void patch(String body) {
        given().auth()
                .oauth2(bob.token())
                .contentType("application/json")
                .body(body)
                .patch("/api/me/phone")
                .then()
                .statusCode(200);
    }

    private static void quietFor(int seconds) {
        await().pollDelay(Duration.ofSeconds(seconds))
                .atMost(Duration.ofSeconds(seconds + 5))
                .until(() -> true);
    }
}
