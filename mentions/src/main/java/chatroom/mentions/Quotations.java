package chatroom.mentions;

import java.util.regex.Pattern;

/// The parts of a text that are not its author's own words: quotations and code.
public final class Quotations {

    // Possessive, and no quotation contains its own opening mark: linear for any text.
    private static final Pattern QUOTED =
            Pattern.compile(
                    "```[\\s\\S]*?(?:```|\\z)|`[^`\\n]*+`|\"[^\"\\n]*+\"|“[^“”\\n]*+”"
                            + "|„[^„“”\\n]*+[“”]|«[^«»\\n]*+»|「[^「」\\n]*+」|(?m:^[ \\t]{0,3}>.*$)");

    private Quotations() {}

    /// The text with a space instead of each quotation and piece of code.
    public static String without(String text) {
        return QUOTED.matcher(text).replaceAll(" ");
    }
}
