package chatroom.sms.outgoing;

import chatroom.sms.text.SmsText;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Several lines as one SMS.
final class Bundle {

    /// More lines than this are summed up whatever the mode is.
    static final int MOST = 5;

    private Bundle() {}

    /// Who said what.
    record Said(String speaker, String text) {
        String line() {
            return speaker + ": " + text.strip();
        }
    }

    /// One line each, under the speaker's name.
    static String lines(List<Said> said) {
        return said.stream().map(Said::line).collect(Collectors.joining("\n"));
    }

    /// `3 new in Space Café: …`: how many there are, and as many of them, the newest, as fit.
    ///
    /// @param fit cuts a text to what one SMS may be
    static String digest(String room, List<Said> said, UnaryOperator<String> fit) {
        String head = said.size() + " new in " + room + ": ";
        for (int from = 0; from < said.size(); from++) {
            String text =
                    SmsText.plain(
                            head
                                    + said.subList(from, said.size()).stream()
                                            .map(Said::line)
                                            .collect(Collectors.joining(" / ")));
            if (fit.apply(text).equals(text)) {
                return text;
            }
        }
        return fit.apply(head + said.getLast().line());
    }
}
