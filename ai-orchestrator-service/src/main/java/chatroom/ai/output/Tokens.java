package chatroom.ai.output;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;

/// Counts tokens as the current OpenAI models do (`o200k_base`); for other models it is a good
/// guess.
public final class Tokens {

    // Loading the vocabulary takes some 200 ms: once a process, at the first use.
    private static final class Vocabulary {
        private static final Encoding O200K =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    private Tokens() {}

    /// Loads the vocabulary, so that the first count does not have to.
    public static void load() {
        count("ready");
    }

    /// Tokens in a text.
    public static int count(String text) {
        return Vocabulary.O200K.countTokensOrdinary(text);
    }

    /// The longest beginning of a text that has at most `most` tokens.
    static String first(String text, int most) {
        IntArrayList tokens = Vocabulary.O200K.encodeOrdinary(text, most).getTokens();
        return Vocabulary.O200K.decode(tokens);
    }
}
