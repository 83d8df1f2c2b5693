package chatroom.mentions;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Finds names after an `@` or `＠`: names as people have them, in any script, case and width,
/// outside of quotations, code, links and e-mail addresses. A name ends where a word of its script
/// ends: honorifics and particles that scripts without spaces attach (`@Curieさん`) do not hide it.
public final class Mentions {

    /// Characters of the longest name that a person can have.
    private static final int LONGEST_NAME = 32;

    /// A text that mentions more is not read on for {@link #candidates}.
    private static final int MOST_MENTIONS = 20;

    private static final Pattern LINK = Pattern.compile("(?i)\\b(?:https?://|www\\.)\\S+");
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\p{Cc}\\p{Cs}]+");

    private Mentions() {}

    /// The form in which names are compared: compatibility forms and case folded, one space for
    /// each run of spaces and control characters.
    public static String key(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
        return SPACES.matcher(plain).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /// The names that the text mentions, in the order of the text, each once. Where one name begins
    /// with another, the longest that is written counts.
    ///
    /// @param names names to look for
    public static List<String> in(String text, Collection<String> names) {
        String spoken = spoken(text);
        if (spoken.indexOf('@') < 0) {
            return List.of();
        }
        Map<String, String> longestFirst =
                new TreeMap<>(
                        Comparator.comparingInt(String::length)
                                .reversed()
                                .thenComparing(Comparator.naturalOrder()));
        names.forEach(name -> longestFirst.putIfAbsent(key(name), name));
        longestFirst.remove("");
        var found = new LinkedHashSet<String>();
        for (int start : starts(spoken)) {
            longestFirst.entrySet().stream()
                    .filter(name ->
                            spoken.startsWith(name.getKey(), start)
                                    && NameEnd.at(spoken, start + name.getKey().length()))
                    .findFirst()
                    .ifPresent(name -> found.add(name.getValue()));
        }
        return List.copyOf(found);
    }

    /// Whether the text mentions that name.
    public static boolean of(String name, String text) {
        return !in(text, List.of(name)).isEmpty();
    }

    /// Every {@link #key} of a name without spaces that the text may mention: to look names up
    /// where there are too many to compare them all.
    public static Set<String> candidates(String text) {
        String spoken = spoken(text);
        var candidates = new LinkedHashSet<String>();
        for (int start : starts(spoken)) {
            int most = Math.min(spoken.length(), start + LONGEST_NAME);
            for (int end = start + 1; end <= most; end++) {
                if (Character.isWhitespace(spoken.charAt(end - 1))) {
                    break;
                }
                if (NameEnd.at(spoken, end)) {
                    candidates.add(spoken.substring(start, end));
                }
            }
        }
        return candidates;
    }

    private static String spoken(String text) {
        if (text.indexOf('@') < 0 && text.indexOf('＠') < 0 && text.indexOf('﹫') < 0) {
            return "";
        }
        return key(LINK.matcher(Quotations.without(text)).replaceAll(" "));
    }

    /// Where names may begin.
    private static List<Integer> starts(String spoken) {
        var starts = new ArrayList<Integer>();
        for (int at = spoken.indexOf('@');
                at >= 0 && starts.size() < MOST_MENTIONS;
                at = spoken.indexOf('@', at + 1)) {
            if (at == 0 || !isAddress(spoken.codePointBefore(at))) {
                starts.add(at + 1);
            }
        }
        return starts;
    }

    /// Whether an `@` after this character is that of an e-mail address. In scripts without spaces
    /// words stand directly before a mention.
    private static boolean isAddress(int before) {
        return NameEnd.isWord(before) && !NameEnd.isUnspaced(before) && !NameEnd.isHangul(before);
    }
}
