package chatroom.identity.password;

import com.nulabinc.zxcvbn.Feedback;
import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which passwords are good enough: long enough, and hard enough to guess by an estimator that
/// knows common passwords, keyboard rows, dates and the account's own name and address. Nothing is
/// asked of the kinds of characters.
public final class PasswordRules {

    /// In characters, as people count them.
    public static final int SHORTEST = 12;

    public static final int LONGEST = 128;

    /// Of 0–4: "safely unguessable", more than 10⁸ guesses. The well-known example `SecurePass123!`
    /// has just this score; at 4 it would be refused.
    private static final int LEAST_SCORE = 3;

    /// The estimator's time grows faster than the length. What is weak up to here counts as weak.
    private static final int ESTIMATED = 64;

    private static final Zxcvbn ESTIMATOR = new Zxcvbn();

    private PasswordRules() {}

    /// What is missing, each as a sentence for people; empty where the password is good enough.
    ///
    /// @param own the account's name and address: worthless as parts of its password
    public static List<String> missing(String password, String... own) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return List.of("must have at least %d characters".formatted(SHORTEST));
        }
        if (length > LONGEST) {
            return List.of("must have at most %d characters".formatted(LONGEST));
        }
        String estimated = password.substring(0, Math.min(ESTIMATED, password.length()));
        Strength strength = ESTIMATOR.measure(estimated, worthless(own));
        return strength.getScore() < LEAST_SCORE ? List.of(advice(strength)) : List.of();
    }

    private static List<String> worthless(String... own) {
        return Stream.of(own)
                .map(word -> word.substring(0, Math.min(ESTIMATED, word.length())))
                .flatMap(word ->
                        Stream.concat(Stream.of(word), Stream.of(word.split("[^\\p{L}\\p{N}]+"))))
                .filter(word -> word.length() > 2)
                .toList();
    }

    private static String advice(Strength strength) {
        Feedback feedback = strength.getFeedback();
        String hints =
                Stream.concat(
                                Stream.of(feedback.getWarning(Locale.ENGLISH)),
                                feedback.getSuggestions(Locale.ENGLISH).stream())
                        .filter(hint -> !hint.isBlank())
                        .collect(Collectors.joining(" "));
        return "is too easy to guess."
                + (hints.isEmpty() ? " Add another word or two." : " " + hints);
    }
}
