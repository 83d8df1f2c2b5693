package chatroom.text;

import com.ibm.icu.text.SpoofChecker;
import java.text.Normalizer;
import java.util.regex.Pattern;

/// Names that a reader takes for each other.
public final class LookAlikes {

    private static final Pattern SEPARATORS = Pattern.compile("[\\p{Z}\\p{Cf}_.\\-‐-―·]+");

    private LookAlikes() {}

    /// The shape of a name: two names of one skeleton look alike, in some case of their letters.
    /// Compatibility forms are folded (NFKC), then confusable characters (Unicode TS 39), then
    /// case. It is for comparing, never for showing.
    public static String skeleton(String name) {
        String shape = Lazy.CHECKER.getSkeleton(Normalizer.normalize(name, Normalizer.Form.NFKC));
        // Folding a capital may give a letter that is another's look-alike: Н is H, so h.
        String folded = PersonName.key(shape);
        // I, l and 1 are one shape in most fonts, so in small letters i and l are one.
        return Lazy.CHECKER.getSkeleton(folded).replace('l', 'i');
    }

    /// The skeleton without what separates words: `Ada.L` and `ada l` are the same.
    static String joinedSkeleton(String name) {
        return skeleton(
                SEPARATORS
                        .matcher(Normalizer.normalize(name, Normalizer.Form.NFKC))
                        .replaceAll(""));
    }

    /// ICU's tables of confusables take some 100 ms to load: only who compares names pays for them.
    private static final class Lazy {
        static final SpoofChecker CHECKER =
                new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
    }
}
