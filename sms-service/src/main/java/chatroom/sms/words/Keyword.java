package chatroom.sms.words;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A text that is not for the room but about the texting itself.
///
/// @param meaning what is wanted
/// @param word as the page shows it, such as `STOP`
/// @param twilioKnowsIt whether Twilio's own handling of keywords acts on this very text
public record Keyword(Meaning meaning, String word, boolean twilioKnowsIt) {

    /// What is wanted.
    public enum Meaning {
        STOP,
        START,
        HELP
    }

    private static final Map<String, Meaning> WORDS =
            Map.ofEntries(
                    Map.entry("stop", Meaning.STOP),
                    Map.entry("stopall", Meaning.STOP),
                    Map.entry("unsubscribe", Meaning.STOP),
                    Map.entry("cancel", Meaning.STOP),
                    Map.entry("end", Meaning.STOP),
                    Map.entry("quit", Meaning.STOP),
                    Map.entry("revoke", Meaning.STOP),
                    Map.entry("optout", Meaning.STOP),
                    Map.entry("start", Meaning.START),
                    Map.entry("yes", Meaning.START),
                    Map.entry("unstop", Meaning.START),
                    Map.entry("join", Meaning.START),
                    Map.entry("help", Meaning.HELP),
                    Map.entry("info", Meaning.HELP));

    /// Those of the words that no carrier listens to.
    private static final Set<String> OURS = Set.of("join");

    /// What people also write when they want no more texts. Whole texts, without the polite words
    /// around them: a sentence that only contains one of these is for the room.
    private static final Set<String> STOPPING =
            Set.of(
                    "stop all",
                    "opt out",
                    "opt me out",
                    "i opt out",
                    "i want to opt out",
                    "unsubscribe me",
                    "i want to unsubscribe",
                    "remove me",
                    "remove my number",
                    "take me off",
                    "take me off this list",
                    "take me off your list",
                    "take me off the list",
                    "stop texting",
                    "stop texting me",
                    "stop texting this number",
                    "stop messaging me",
                    "stop messages",
                    "stop sending me texts",
                    "stop sending me messages",
                    "stop sending messages",
                    "stop sending texts",
                    "stop these texts",
                    "stop these messages",
                    "stop contacting me",
                    "quit texting me",
                    "dont text me",
                    "dont text me again",
                    "dont text me anymore",
                    "do not text me",
                    "do not text me again",
                    "do not text me anymore",
                    "dont message me",
                    "do not message me",
                    "dont contact me",
                    "do not contact me",
                    "do not text",
                    "no more texts",
                    "no more messages",
                    "end texts",
                    "end messages",
                    "cancel texts",
                    "cancel messages",
                    "cancel my subscription",
                    "i revoke my consent",
                    "revoke consent",
                    "revoke my consent");

    private static final Set<String> POLITE =
            Set.of("please", "pls", "plz", "now", "thanks", "thank", "you", "hey", "hi", "hello");

    /// Beyond this a text is a message, whatever it begins with.
    private static final int LONGEST = 80;

    /// The keyword that a text is; empty for a message or a command.
    public static Optional<Keyword> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = words(text);
        Meaning meaning = WORDS.get(plain.replace(" ", ""));
        if (meaning != null && (!plain.contains(" ") || isSpelled(plain))) {
            String word = plain.replace(" ", "");
            boolean known =
                    !OURS.contains(word)
                            && WORDS.containsKey(text.strip().toLowerCase(Locale.ROOT));
            return Optional.of(new Keyword(meaning, word.toUpperCase(Locale.ROOT), known));
        }
        String bare = withoutPoliteness(plain);
        return bare.equals("stop") || bare.equals("unsubscribe") || STOPPING.contains(bare)
                ? Optional.of(new Keyword(Meaning.STOP, "STOP", false))
                : Optional.empty();
    }

    /// `s t o p`, as some phones make of a swipe.
    private static boolean isSpelled(String plain) {
        return List.of(plain.split(" ")).stream().allMatch(letter -> letter.length() == 1);
    }

    private static String withoutPoliteness(String plain) {
        var rest = new ArrayList<>(List.of(plain.split(" ")));
        while (!rest.isEmpty() && POLITE.contains(rest.getFirst())) {
            rest.removeFirst();
        }
        while (rest.size() > 1 && POLITE.contains(rest.getLast())) {
            rest.removeLast();
        }
        return String.join(" ", rest);
    }

    /// Lower-case words with single spaces between them; apostrophes and hyphens vanish, all other
    /// signs part words. A `#` or `/` in front keeps a command from being a keyword.
    private static String words(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (folded.stripLeading().startsWith("/")
                || folded.stripLeading().startsWith("#")
                || folded.stripLeading().startsWith("@")) {
            return "";
        }
        var plain = new StringBuilder(folded.length());
        folded.codePoints()
                .filter(sign -> sign != '\'' && sign != '\u2019' && sign != '-')
                .map(sign -> Character.isLetterOrDigit(sign) ? sign : ' ')
                .forEach(plain::appendCodePoint);
        return String.join(" ", plain.toString().strip().split("\\s+"));
    }
}
