package chatroom.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// P18, D5: 100 messages of distress in six languages and 100 that only look like it. They were
/// written before there were rules; 40 of each hundred were drawn and set aside then, and the rules
/// were never changed to fit these.
class DistressScoreTest {

    private final DistressDetector detector = new DistressDetector();

    /// @param right messages that were taken for what they are
    private record Score(int right, int all, List<String> wrong) {}

    @Test
    void messagesThatTheRulesWereMadeOnAreToldApart() {
        Score caught = score("distress-tuning.tsv", true);
        Score spared = score("lookalike-tuning.tsv", false);
        print("tuning", caught, spared);
        assertThat(caught.wrong()).isEmpty();
        assertThat(spared.wrong()).isEmpty();
    }

    @Test
    void messagesThatWereSetAsideAreToldApart() {
        Score caught = score("distress-set-aside.tsv", true);
        Score spared = score("lookalike-set-aside.tsv", false);
        print("set aside", caught, spared);
        assertThat(caught.right()).isGreaterThanOrEqualTo(SET_ASIDE_CAUGHT);
        assertThat(spared.right()).isGreaterThanOrEqualTo(SET_ASIDE_SPARED);
    }

    /// What was reached on 2026-11-29, of 40; a change may not fall behind it.
    private static final int SET_ASIDE_CAUGHT = 37;

    private static final int SET_ASIDE_SPARED = 39;

    private Score score(String file, boolean distress) {
        var wrong = new ArrayList<String>();
        List<String> lines = Resources.lines(file);
        for (String line : lines) {
            String text = line.split("\t", 2)[1];
            if (detector.detect(text).isPresent() != distress) {
                wrong.add(line);
            }
        }
        return new Score(lines.size() - wrong.size(), lines.size(), wrong);
    }

    private static void print(String part, Score caught, Score spared) {
        System.out.printf(
                "distress %s: caught=%d/%d false=%d/%d%n",
                part, caught.right(), caught.all(), spared.all() - spared.right(), spared.all());
    }
}
