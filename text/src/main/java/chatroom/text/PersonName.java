package chatroom.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The form of people's names: letters of any script with their marks, digits, `_ . -`; up to
/// {@value #LONGEST} characters. A guest's name may hold single spaces, and one letter is enough.
public final class PersonName {

    /// Characters of an account's name at least.
    public static final int SHORTEST = 2;

    /// Characters of a name at most.
    public static final int LONGEST = 32;

    /// Code points of a name at most.
    private static final int MOST_CODE_POINTS = 96;

    private static final Pattern ACCOUNT =
            Pattern.compile("[\\p{L}\\p{N}_.-][\\p{L}\\p{M}\\p{N}_.-]*+");

    private static final Pattern GUEST =
            Pattern.compile(
                    "[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.-]*+(?: [\\p{L}\\p{N}_.-][\\p{L}\\p{M}\\p{N}_.-]*+)*+");

    private static final Pattern TOO_MANY_MARKS = Pattern.compile("\\p{M}{7}");

    /// Their letters pass for each other's: а is not a.
    private static final Set<UnicodeScript> LOOK_ALIKE =
            Set.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC);

    private PersonName() {}

    /// The name as it is kept and shown: NFC.
    public static String normalise(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /// The name as it is compared: without case, and without what is only another way of writing
    /// the same letters.
    public static String key(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC);
        // Up and down: some letters have no small form of their own, such as the final sigma.
        return folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /// Why this is no name for an account; empty where it is one.
    public static Optional<String> refusalOfAccount(String name) {
        String normal = normalise(name);
        int length = Text.length(normal);
        if (length < SHORTEST || !isName(normal, length, ACCOUNT)) {
            return Optional.of("must be 2 to 32 letters, digits, or any of _ . -");
        }
        return refusalOfScripts(normal);
    }

    /// Why this is no name for a guest; empty where it is one.
    public static Optional<String> refusalOfGuest(String name) {
        String normal = normalise(name);
        if (!isName(normal, Text.length(normal), GUEST)) {
            return Optional.of("must be 1 to 32 letters, digits, single spaces, or any of _ . -");
        }
        return refusalOfScripts(normal);
    }

    private static boolean isName(String name, int length, Pattern form) {
        return length <= LONGEST
                && name.codePointCount(0, name.length()) <= MOST_CODE_POINTS
                && form.matcher(name).matches()
                // Some fillers count as letters, and show nothing.
                && name.codePoints().noneMatch(Text::isInvisibleInName)
                && !TOO_MANY_MARKS.matcher(name).find();
    }

    private static Optional<String> refusalOfScripts(String name) {
        long scripts =
                name.codePoints()
                        .mapToObj(UnicodeScript::of)
                        .filter(LOOK_ALIKE::contains)
                        .distinct()
                        .count();
        return scripts > 1
                ? Optional.of("must not mix Latin, Greek and Cyrillic letters")
                : Optional.empty();
    }
}
