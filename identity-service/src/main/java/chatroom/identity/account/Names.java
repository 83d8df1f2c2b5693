package chatroom.identity.account;

import java.text.Normalizer;
import java.util.Locale;

/// Names and addresses as they are compared: without case, and without what is only another way of
/// writing the same letters.
final class Names {

    private Names() {}

    static String key(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC);
        // Up and down: some letters have no small form of their own, such as the final sigma.
        return folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
