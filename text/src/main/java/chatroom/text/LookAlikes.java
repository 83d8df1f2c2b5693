package chatroom.text;

import com.ibm.icu.text.SpoofChecker;
import java.text.Normalizer;

/// Names that a reader takes for each other.
public final class LookAlikes {

    private LookAlikes() {}

    /// The shape of a name: two names of one skeleton look alike. Case makes no difference to Latin
    /// letters; elsewhere a capital may have a look-alike that its small letter has not, so compare
    /// [PersonName#key] too. Compatibility forms are folded (NFKC), then confusable characters
    /// (Unicode TS 39), then case. It is for comparing, never for showing.
    public static String skeleton(String name) {
        String shape = Lazy.CHECKER.getSkeleton(Normalizer.normalize(name, Normalizer.Form.NFKC));
        // Folding a capital may give a letter that is another's look-alike: Н is H, so h.
        String folded = PersonName.key(shape);
        // I, l and 1 are one shape in most fonts, so in small letters i and l are one.
        return Lazy.CHECKER.getSkeleton(folded).replace('l', 'i');
    }

    /// ICU's tables of confusables take some 100 ms to load: only who compares names pays for them.
    private static final class Lazy {
        static final SpoofChecker CHECKER =
                new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
    }
}
