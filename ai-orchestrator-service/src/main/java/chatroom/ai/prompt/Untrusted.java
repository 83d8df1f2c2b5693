package chatroom.ai.prompt;

import java.util.regex.Pattern;

/// Text that people wrote, made fit to stand in a prompt: it can not forge a line of its own or a
/// mark of a chat template, nor hide anything.
final class Untrusted {

    // Control and format characters (bidirectional overrides, zero width, tags) and line breaks.
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final Pattern GAPS = Pattern.compile("\\s+");

    /// Where a mark of a model's chat template begins, such as `<|im_start|>`, `[INST]`, `<<SYS>>`,
    /// `<start_of_turn>`, `</s>`, `<think>`: some servers read them in texts, too.
    private static final Pattern TEMPLATE_MARK =
            Pattern.compile(
                    "<(?=[|\uFF5C]|<SYS>>|/?(?:s|bos|eos|pad|unk|think|thinking|reasoning"
                            + "|(?:start|end)_of_turn|tool_call|tool_response|unused\\d{1,4})>)"
                            + "|<(?=</SYS>>)"
                            + "|\\[(?=/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS"
                            + "|TOOL_RESULTS|IMG|THINK|gMASK)\\])",
                    Pattern.CASE_INSENSITIVE);

    private Untrusted() {}

    /// One line of at most `most` characters.
    static String line(String text, int most) {
        String plain = GAPS.matcher(HIDDEN.matcher(text).replaceAll(" ")).replaceAll(" ").strip();
        // A gap after its first character, and it is text like any other.
        String visible = TEMPLATE_MARK.matcher(plain).replaceAll("$0 ");
        if (visible.length() <= most) {
            return visible;
        }
        int end = Character.isHighSurrogate(visible.charAt(most - 1)) ? most - 1 : most;
        return visible.substring(0, end) + "…";
    }
}
