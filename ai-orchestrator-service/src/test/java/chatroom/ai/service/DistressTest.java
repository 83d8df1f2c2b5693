package chatroom.ai.service;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.ai.distress.SafetyVoice;
import chatroom.ai.service.TurnTable.Recorded;
import chatroom.ai.voices.ScriptedProvider;
import chatroom.events.AiSettings;
import chatroom.events.AiSettings.AiToAi;
import chatroom.events.AiSettings.RespondWhen;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.RoomEvent.ReplyPosted;
import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D5, P18: a message of distress gets the calm line, from no persona, whatever the provider does.
@QuarkusTest
@TestProfile(ProviderTest.WithProvider.class)
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "ai"))
@QuarkusTestResource(value = ProviderResource.class, restrictToAnnotatedClass = true)
@Timeout(60)
class DistressTest {

    private static final String JOKE = "I have nothing to add but delight.";

    /// Personas that answer everything, and each other.
    private static final AiSettings LIVELY =
            new AiSettings(3, new AiToAi(3, 1), RespondWhen.ALWAYS, 10_000, 0);

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Inject TurnTable turns;

    // Set by the resource.
    @SuppressWarnings("NullAway.Init")
    ScriptedProvider provider;

    private final String alice = "alice" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void theModelJokes() {
        provider.forget();
        provider.always(ScriptedProvider.saying(JOKE));
    }

    @Test
    void oneCalmLineAndNoOtherVoice() throws Exception {
        try (var room = TestRoom.open(kafka, LIVELY, "einstein", "curie", "twain")) {
            MessagePosted said = room.says(alice, "@twain I want to kill myself");
            assertThat(room.replies(1)).singleElement().satisfies(line -> isCalm(line, said));
            MessagePosted next = room.says(alice, "nobody understands it");
            assertThat(turns.outcomes(next.id()))
                    .extracting(Recorded::reason)
                    .containsExactly("after_distress");
            assertThat(room.replies(1)).hasSize(1);
            assertThat(provider.requests()).noneMatch(request -> request.contains(alice));
        }
    }

    @Test
    void whoCallsAPersonaAfterwardsIsAnswered() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "einstein", "curie")) {
            room.says(alice, "ich will nicht mehr leben");
            assertThat(room.replies(1).getFirst().text()).contains("0800 111 0 111");
            room.says(alice, "@curie bist du da?");
            assertThat(room.replies(2)).last().extracting(ReplyPosted::text).isEqualTo(JOKE);
        }
    }

    @Test
    void othersInTheRoomAreAnsweredAsEver() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "curie")) {
            room.says(alice, "I want to die");
            room.replies(1);
            room.says("bob", "@curie what is radium?");
            assertThat(room.replies(2)).last().extracting(ReplyPosted::text).isEqualTo(JOKE);
        }
    }

    @Test
    void itComesWithoutPersonasBudgetOrParticipation() throws Exception {
        var shut = new AiSettings(1, new AiToAi(0, 0), RespondWhen.MENTIONED, 0, 10);
        try (var empty = TestRoom.open(kafka, shut);
                var silent = TestRoom.open(kafka, shut, "curie")) {
            MessagePosted alone = empty.says(alice, "i dont want to be alive anymore");
            MessagePosted spent =
                    silent.says("bob" + alice, "everyone would be better off without me");
            assertThat(empty.replies(1)).singleElement().satisfies(line -> isCalm(line, alone));
            assertThat(silent.replies(1)).singleElement().satisfies(line -> isCalm(line, spent));
        }
    }

    @Test
    void itWaitsForNoModel() throws Exception {
        provider.always(provider.hangingAfter());
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "curie")) {
            room.says("bob", "@curie hello");
            MessagePosted said = room.says(alice, "quiero morirme");
            assertThat(room.replies(1)).first().satisfies(line -> isCalm(line, said));
        }
    }

    @Test
    void itComesWhileTheProviderIsDown() throws Exception {
        provider.always(ScriptedProvider.status(500));
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "curie")) {
            MessagePosted said = room.says(alice, "@curie je veux mourir");
            assertThat(room.replies(1)).singleElement().satisfies(line -> isCalm(line, said));
            assertThat(provider.requests()).noneMatch(request -> request.contains(alice));
        }
    }

    @Test
    void itIsRepeatedWithinReason() throws Exception {
        try (var room = TestRoom.open(kafka, LIVELY, "curie")) {
            for (int i = 0; i < 3; i++) {
                turns.outcomes(room.says(alice, "I want to die").id());
            }
            MessagePosted again = room.says(alice, "I want to die");
            assertThat(turns.outcomes(again.id()))
                    .extracting(Recorded::reason)
                    .containsExactly("calm_line_repeated");
            assertThat(room.replies(3)).hasSize(3).allMatch(line -> isFromSafety(line));
        }
    }

    @Test
    void itComesAlsoWhenItIsReadLate() throws Exception {
        try (var room = TestRoom.open(kafka, TestRoom.QUIET, "curie")) {
            Instant before = Instant.now().minus(Duration.ofMinutes(20));
            MessagePosted said = room.says(alice, "voglio morire", null, before);
            assertThat(room.replies(1)).singleElement().satisfies(line -> isCalm(line, said));
        }
    }

    private static void isCalm(ReplyPosted line, MessagePosted said) {
        assertThat(isFromSafety(line)).isTrue();
        assertThat(line.replyTo()).isEqualTo(said.id());
        assertThat(line.text()).containsAnyOf("AI", "KI", "IA").contains("findahelpline.com");
        assertThat(line.outcome()).isNull();
    }

    private static boolean isFromSafety(ReplyPosted line) {
        return line.personaId().equals(SafetyVoice.ID)
                && line.sender().equals(SafetyVoice.SENDER)
                && line.provider().equals(SafetyVoice.PROVIDER);
    }
}
