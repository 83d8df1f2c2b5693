package chatroom.ai.turns;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.ai.turns.Decision.Silent;
import chatroom.ai.turns.Decision.Speak;
import chatroom.ai.turns.Decision.Speaker;
import chatroom.ai.turns.Decision.Wait;
import chatroom.events.AiSettings.RespondWhen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloorTest {

    private final Room room = new Room();
    private Map<String, Double> relevance = Map.of();
    private final Floor floor = new Floor((text, seats) -> relevance);

    // Mention

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@curie what is it?",
                "what do you say, @CURIE?",
                "@AI Curie, hello",
                "@ai_curie hello",
                "(@curie)",
                "@curie's turn",
                "@all and @curie",
                "\"no quote here @curie",
                // D3
                "@Curieさん、教えて",
                "＠Ｃｕｒｉｅ",
                "教えて@curie",
            })
    void whoIsCalledAnswers(String text) {
        assertThat(answerTo(room.says("alice", text)))
                .isEqualTo(new Speak(List.of(new Speaker("curie", Rule.MENTION)), 1, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail me at x@curie",
                "he said \"@curie is wrong\"",
                "he said “@curie is wrong”",
                "run `@curie` now",
                "```\n@curie\n```",
                "> @curie what is it?\nwell?",
                "curie is nice",
                "@all what do you think?",
                "@5pm at the lab",
            })
    void whatOnlyLooksLikeACallCallsNobody(String text) {
        room.respondWhen = RespondWhen.MENTIONED;
        assertThat(answerTo(room.says("alice", text)))
                .isEqualTo(new Silent(SilenceReason.NOT_MENTIONED));
    }

    @Test
    void aMentionOutranksTheRota() {
        Line first = room.says("alice", "@curie hello");
        room.replies(Room.CURIE, "Hello.", first);
        assertThat(speakers(room.says("alice", "@curie and again?"))).containsExactly("curie");
    }

    @Test
    void aMentionOutranksAReply() {
        Line first = room.says("alice", "@curie hello");
        Line reply = room.replies(Room.CURIE, "Hello.", first);
        assertThat(speakers(room.says("alice", "@twain do you agree?", reply)))
                .containsExactly("twain");
    }

    @Test
    void twoWhoAreCalledAnswerInTypingOrder() {
        assertThat(speakers(room.says("alice", "@twain and @einstein and @twain: who is right?")))
                .containsExactly("twain", "einstein");
    }

    @Test
    void nobodyCallsMoreThanTheRoomAllows() {
        assertThat(speakers(room.says("alice", "@twain @einstein @curie all of you!"))).hasSize(2);
        room.maxReplies = 3;
        assertThat(speakers(room.says("alice", "@twain @einstein @curie all of you!"))).hasSize(3);
    }

    @Test
    void aPersonaThatDoesNotSitHereLeavesSilence() {
        assertThat(answerTo(room.says("alice", "@lovelace, are you there?")))
                .isEqualTo(new Silent(SilenceReason.PERSONA_ABSENT));
    }

    // Reply

    @Test
    void whoIsRepliedToAnswers() {
        Line first = room.says("alice", "@curie hello");
        Line reply = room.replies(Room.CURIE, "Hello.", first);
        assertThat(answerTo(room.says("bob", "and me?", reply)))
                .isEqualTo(new Speak(List.of(new Speaker("curie", Rule.REPLY)), 1, Map.of()));
    }

    @Test
    void whoGoesOnWithTheirOwnLineStillTalksToWhomItTalkedTo() {
        Line first = room.says("alice", "@curie hello");
        assertThat(speakers(room.says("alice", "I mean: good evening", first)))
                .containsExactly("curie");
    }

    // People among themselves

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@zoe are you there?",
                "are you there, @Zoë_92?",
                "＠Zoeさん、いますか",
            })
    void whoHasJoinedAndSaidNothingYetIsAPersonAllTheSame(String text) {
        relevance = Map.of("curie", 0.9);
        room.mentionedPeople = Set.of("zoe", "zoë_92");
        assertThat(answerTo(room.says("alice", text)))
                .isEqualTo(new Silent(SilenceReason.ADDRESSED_TO_PERSON));
    }

    // D4
    @ParameterizedTest
    @ValueSource(
            strings = {
                "How do I use @Override in Java?",
                "npm install @types/node fails",
                "@curieosity killed the cat",
                "@curie.example.org is down",
            })
    void aNameThatNobodyHereHasIsNoAddress(String text) {
        relevance = Map.of("curie", 0.9);
        room.says("bob", "hello");
        assertThat(answerTo(room.says("alice", text)))
                .isEqualTo(new Speak(List.of(new Speaker("curie", Rule.RELEVANCE)), 1, relevance));
    }

    @Test
    void talkBetweenPeopleWakesNobody() {
        Line first = room.says("bob", "is anybody hungry?");
        assertThat(answerTo(room.says("alice", "@bob I am")))
                .isEqualTo(new Silent(SilenceReason.ADDRESSED_TO_PERSON));
        assertThat(answerTo(room.says("alice", "so am I", first)))
                .isEqualTo(new Silent(SilenceReason.ADDRESSED_TO_PERSON));
    }

    @Test
    void aPersonaThatIsCalledBesideAPersonAnswers() {
        room.says("bob", "hello");
        assertThat(speakers(room.says("alice", "@bob ask @curie"))).containsExactly("curie");
    }

    // Distress (D5)

    @Test
    void whoToldOfDistressIsLeftAloneUnlessTheyCallAPersona() {
        room.afterDistress = true;
        relevance = Map.of("twain", 0.9);
        assertThat(answerTo(room.says("alice", "i am so alone")))
                .isEqualTo(new Silent(SilenceReason.AFTER_DISTRESS));
        assertThat(speakers(room.says("alice", "@curie are you there?"))).containsExactly("curie");
    }

    // Relevance and rotation

    @Test
    void whoseSubjectItIsAnswers() {
        relevance = Map.of("twain", 0.7, "curie", 0.6, "einstein", 0.1);
        assertThat(answerTo(room.says("alice", "tell me a tall tale")))
                .isEqualTo(new Speak(List.of(new Speaker("twain", Rule.RELEVANCE)), 1, relevance));
    }

    @Test
    void aRoomThatWantsMoreVoicesHearsAllWhoseSubjectItIs() {
        room.maxReplies = 3;
        relevance = Map.of("twain", 0.7, "curie", 0.6, "einstein", 0.1);
        assertThat(speakers(room.says("alice", "a tall tale of radium")))
                .containsExactly("twain", "curie");
    }

    @Test
    void aRoomThatWantsRelevanceStaysSilentWithoutIt() {
        room.respondWhen = RespondWhen.RELEVANT;
        relevance = Map.of("twain", 0.2);
        assertThat(answerTo(room.says("alice", "what time is dinner?")))
                .isEqualTo(new Silent(SilenceReason.NOT_RELEVANT, relevance));
    }

    @Test
    void theLeastHeardSpeaksAndNeverTheOneWhoSpokeLast() {
        assertThat(speakers(room.says("alice", "hello"))).containsExactly("einstein");
        room.replies(Room.EINSTEIN, "Hello.", room.lines.getLast());
        assertThat(speakers(room.says("alice", "and?"))).containsExactly("curie");
        room.replies(Room.CURIE, "Well.", room.lines.getLast());
        assertThat(speakers(room.says("alice", "and?"))).containsExactly("twain");
        room.replies(Room.TWAIN, "Hm.", room.lines.getLast());
        assertThat(speakers(room.says("alice", "and?"))).containsExactly("einstein");
    }

    @Test
    void theOneWhoSpokeLastRestsEvenWhenItIsItsSubject() {
        room.replies(Room.TWAIN, "Hm.", room.says("alice", "@twain hello"));
        relevance = Map.of("twain", 0.9);
        assertThat(speakers(room.says("alice", "and the river?"))).doesNotContain("twain");
    }

    @Test
    void aSinglePersonaNeedsNoRest() {
        room.seats = List.of(Room.CURIE);
        room.replies(Room.CURIE, "Hello.", room.says("alice", "hello"));
        assertThat(speakers(room.says("alice", "and?"))).containsExactly("curie");
    }

    @Test
    void anEmptyTableIsSilent() {
        room.seats = List.of();
        assertThat(answerTo(room.says("alice", "hello")))
                .isEqualTo(new Silent(SilenceReason.NO_PERSONA));
    }

    // When

    @Test
    void aNewerLineSupersedesAnOlderOne() {
        Line older = room.says("alice", "hello");
        room.says("bob", "hi all");
        assertThat(answerTo(older)).isEqualTo(new Silent(SilenceReason.SUPERSEDED));
    }

    @Test
    void aCallIsNeverSuperseded() {
        Line older = room.says("alice", "@curie hello");
        room.says("bob", "hi all");
        assertThat(speakers(older)).containsExactly("curie");
    }

    @Test
    void aNewerCallDoesNotSupersede() {
        Line older = room.says("alice", "hello");
        room.says("bob", "@curie hi");
        assertThat(speakers(older)).containsExactly("einstein");
    }

    @Test
    void anAnswerToNobodyWaitsForOthersWhoWrite() {
        room.typing = Set.of("bob");
        Line said = room.says("alice", "hello");
        assertThat(answerTo(said)).isInstanceOf(Wait.class);
        room.waited = Duration.ofSeconds(2);
        assertThat(speakers(said)).hasSize(1);
    }

    @Test
    void neitherTheAuthorNorACallIsWaitedFor() {
        room.typing = Set.of("alice");
        assertThat(speakers(room.says("alice", "hello"))).hasSize(1);
        room.typing = Set.of("bob");
        assertThat(speakers(room.says("alice", "@curie hello"))).hasSize(1);
    }

    // Personas among themselves

    @Test
    void anotherPersonaReactsOnce() {
        Line reply = room.replies(Room.EINSTEIN, "Time is relative.", room.says("alice", "hello"));
        assertThat(answerTo(reply)).isInstanceOf(Speak.class);
        assertThat(speakers(reply)).doesNotContain("einstein").hasSize(1);
        Line reaction = room.replies(Room.CURIE, "Is it?", reply);
        assertThat(answerTo(reaction)).isEqualTo(new Silent(SilenceReason.HOPS_SPENT));
    }

    @Test
    void withoutAChanceOnlyAPersonaThatIsCalledReacts() {
        room.chance = 0;
        Line hello = room.says("alice", "hello");
        assertThat(answerTo(room.replies(Room.EINSTEIN, "Time is relative.", hello)))
                .isEqualTo(new Silent(SilenceReason.CHANCE));
        Line again = room.says("alice", "hello again");
        assertThat(speakers(room.replies(Room.EINSTEIN, "Ask @twain.", again)))
                .containsExactly("twain");
    }

    @Test
    void withoutHopsNobodyReacts() {
        room.maxHops = 0;
        Line reply = room.replies(Room.EINSTEIN, "Ask @twain.", room.says("alice", "hello"));
        assertThat(answerTo(reply)).isEqualTo(new Silent(SilenceReason.HOPS_SPENT));
    }

    @Test
    void everyAiTurnCountsAsAHop() {
        room.maxHops = 2;
        Line asked = room.says("alice", "@einstein @curie hello");
        Line first = room.replies(Room.EINSTEIN, "Ask @twain.", asked);
        room.replies(Room.CURIE, "Yes.", asked);
        assertThat(answerTo(first))
                .isInstanceOfSatisfying(Speak.class, s -> assertThat(s.hop()).isEqualTo(3));
        room.replies(Room.TWAIN, "No.", first);
        assertThat(answerTo(first)).isEqualTo(new Silent(SilenceReason.HOPS_SPENT));
    }

    @Test
    void aPersonWhoWritesEndsIt() {
        room.typing = Set.of("alice");
        Line reply = room.replies(Room.EINSTEIN, "Ask @twain.", room.says("alice", "hello"));
        assertThat(answerTo(reply)).isEqualTo(new Silent(SilenceReason.HUMAN_TYPING));
    }

    @Test
    void theChanceHalvesWithEachHop() {
        var often = new int[4];
        for (int i = 0; i < 400; i++) {
            var fresh = new Room();
            fresh.maxHops = 6;
            for (int skipped = 0; skipped < i; skipped++) {
                fresh.says("alice", "hello");
            }
            Line said = fresh.says("alice", "hello");
            for (int hop = 2; hop < 4; hop++) {
                said = fresh.replies(hop % 2 == 0 ? Room.CURIE : Room.TWAIN, "Well, well.", said);
                if (floor.decide(said, fresh.table()) instanceof Speak) {
                    often[hop]++;
                }
            }
        }
        assertThat(often[2]).isEqualTo(400);
        assertThat(often[3]).isBetween(160, 240);
    }

    private Decision answerTo(Line said) {
        return floor.decide(said, room.table());
    }

    private List<String> speakers(Line said) {
        return answerTo(said) instanceof Speak speak
                ? speak.speakers().stream().map(Speaker::persona).toList()
                : List.of();
    }
}
