package chatroom.e2e.checker;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.checker.Evidence.Acked;
import chatroom.e2e.checker.Evidence.Room;
import chatroom.e2e.checker.Evidence.Sent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One clean run, and what each kind of damage to it does to the figures.
class CheckerTest {

    private final List<Sent> sent = new ArrayList<>();
    private final List<Acked> acked = new ArrayList<>();
    private final List<Line> topic = new ArrayList<>();
    private final List<Line> history = new ArrayList<>();
    private final List<Line> table = new ArrayList<>();
    private final List<Sight> reader = new ArrayList<>();

    CheckerTest() {
        reader.add(new Sight.CaughtUp(-1));
        say(3, "one");
        say(5, "two");
        answer(6, "indeed", "two");
        say(9, "three");
    }

    @Test
    void aCleanRunHasNothingButConfirmations() {
        assertThat(verdict().line()).isEqualTo("acked=3 lost=0 dup=0 reorder=0 gap=0 phantom=0");
        assertThat(verdict().isClean()).isTrue();
    }

    @Test
    void aConfirmedMessageThatNobodyHasIsLostOnce() {
        topic.remove(1);
        history.remove(1);
        table.remove(1);
        reader.set(3, new Sight.Live(lineOf(6, "indeed"), 3L));
        reader.remove(2);
        assertThat(verdict().lost()).isEqualTo(1);
    }

    @Test
    void aConfirmedMessageMustBeInTheTable() {
        table.removeLast();
        assertThat(verdict().line()).contains("lost=1").contains("gap=0");
    }

    @Test
    void aConfirmedMessageMustBeInTheHistory() {
        history.removeFirst();
        assertThat(verdict().line()).contains("lost=1").contains("gap=0");
    }

    @Test
    void aFrameThatIsDroppedIsAGapInTheChainAndALoss() {
        reader.remove(2);
        assertThat(verdict().line()).isEqualTo("acked=3 lost=1 dup=0 reorder=0 gap=1 phantom=0");
    }

    @Test
    void aReplyThatAReaderMissedIsAGap() {
        reader.remove(3);
        assertThat(verdict().line()).contains("lost=0").contains("gap=2");
    }

    @Test
    void theLastFrameIsMissedThoughNoOtherNamesIt() {
        acked.removeLast();
        reader.removeLast();
        assertThat(verdict().line()).contains("lost=0").contains("gap=1");
    }

    @Test
    void whatAReaderMissedInTheGapIsMadeGoodByAHistory() {
        reader.remove(2);
        reader.add(2, new Sight.Replayed(lineOf(5, "two")));
        reader.add(3, new Sight.CaughtUp(5));
        assertThat(verdict().isClean()).isTrue();
    }

    @Test
    void aHistoryThatStopsBeforeItsOwnEndIsAGap() {
        reader.remove(4);
        reader.add(new Sight.CaughtUp(9));
        assertThat(verdict().line()).contains("gap=1").contains("lost=1");
    }

    @Test
    void aFrameShownTwiceIsADouble() {
        reader.add(2, reader.get(1));
        assertThat(verdict().line()).contains("dup=1").contains("reorder=0");
    }

    @Test
    void theSameTextUnderAnotherIdIsADouble() {
        var copy = Line.said(10, "other", "three");
        topic.add(copy);
        history.add(copy);
        table.add(copy);
        reader.add(new Sight.Live(copy, 9L));
        assertThat(verdict().dup()).isEqualTo(4);
    }

    @Test
    void aSecondRecordInTheLogIsAllowedWhereNobodySeesIt() {
        topic.add(Line.said(12, "id-one", "one"));
        assertThat(verdict().isClean()).isTrue();
    }

    @Test
    void aSecondRecordThatAReaderSeesIsADouble() {
        var copy = Line.said(12, "id-one", "one");
        topic.add(copy);
        reader.add(new Sight.Live(copy, 9L));
        assertThat(verdict().dup()).isEqualTo(1);
    }

    @Test
    void aConfirmationUnderAnotherIdIsADouble() {
        acked.add(new Acked("r", "c-one", "id-two", 5));
        assertThat(verdict().line()).contains("acked=3").contains("dup=1");
    }

    @Test
    void aConfirmationAtAnotherPlaceIsADouble() {
        acked.set(0, new Acked("r", "c-one", "id-one", 4));
        assertThat(verdict().dup()).isEqualTo(1);
    }

    @Test
    void aSecondAnswerToTheSameMessageIsADouble() {
        answer(11, "on the other hand", "two");
        assertThat(verdict().dup()).isEqualTo(1);
    }

    @Test
    void twoLinesInTheOtherOrderAreOutOfOrder() {
        Collections.swap(reader, 1, 2);
        assertThat(verdict().reorder()).isEqualTo(1);
    }

    @Test
    void aPlaceThatTheLogDoesNotKnowIsOutOfOrder() {
        table.set(0, Line.said(2, "id-one", "one"));
        assertThat(verdict().line()).contains("reorder=1").contains("lost=0");
    }

    @Test
    void whatNobodySentIsAPhantom() {
        var ghost = Line.said(10, "ghost", "boo");
        reader.add(new Sight.Live(ghost, 9L));
        assertThat(verdict().line()).contains("phantom=1");
        topic.add(ghost);
        assertThat(verdict().phantom()).isEqualTo(1);
    }

    @Test
    void anotherTextUnderAKnownIdIsAPhantom() {
        history.set(0, Line.said(3, "id-one", "won"));
        assertThat(verdict().phantom()).isEqualTo(1);
    }

    @Test
    void aMessageThatWasNeverConfirmedMayBeMissingEverywhere() {
        sent.add(new Sent("r", "c-four", "four"));
        assertThat(verdict().isClean()).isTrue();
    }

    @Test
    void aMessageThatWasNeverConfirmedButIsInTheLogMustBeSeen() {
        sent.add(new Sent("r", "c-four", "four"));
        topic.add(Line.said(12, "id-four", "four"));
        assertThat(verdict().line()).contains("lost=0").contains("gap=3");
    }

    @Test
    void aConfirmationInARoomThatIsNotThereIsALoss() {
        acked.add(new Acked("elsewhere", "c-five", "id-five", 1));
        assertThat(verdict().line()).contains("acked=4").contains("lost=1");
    }

    @Test
    void theFirstOfEachKindAreToldInWords() {
        reader.remove(2);
        assertThat(verdict().findings())
                .anyMatch(words -> words.startsWith("lost:") && words.contains("c-two"))
                .anyMatch(words -> words.startsWith("gap:"));
    }

    private void say(long seq, String text) {
        sent.add(new Sent("r", "c-" + text, text));
        acked.add(new Acked("r", "c-" + text, "id-" + text, seq));
        everywhere(Line.said(seq, "id-" + text, text));
    }

    private void answer(long seq, String text, String to) {
        everywhere(new Line(seq, "id-" + text, text, "einstein", "id-" + to));
    }

    private void everywhere(Line line) {
        Long prev = topic.isEmpty() ? null : Long.valueOf(topic.getLast().seq());
        topic.add(line);
        history.add(line);
        table.add(line);
        reader.add(new Sight.Live(line, prev));
    }

    private Line lineOf(long seq, String text) {
        return text.equals("indeed")
                ? new Line(seq, "id-" + text, text, "einstein", "id-two")
                : Line.said(seq, "id-" + text, text);
    }

    private Verdict verdict() {
        return Checker.check(
                new Evidence(
                        sent,
                        acked,
                        Map.of("r", new Room(topic, history, table, Map.of("reader", reader)))));
    }
}
