package chatroom.ai.provider;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes reasoning, channels and marks of templates out of a text that comes in pieces, wherever
/// the pieces are cut. Reasoning is counted, never kept.
final class ModelText {

    private static final String THOUGHT = "think|thinking|thought|reasoning|seed:think";

    private static final Pattern MARK =
            Pattern.compile(
                    "(?<open><(?:"
                            + THOUGHT
                            + ")>|\\[THINK\\]|<\\|channel>)"
                            + "|(?<close></(?:"
                            + THOUGHT
                            + ")>|\\[/THINK\\]|<channel\\|>)"
                            + "|(?<header><\\|(?:start|channel|start_header_id|im_start)\\|>|<start_of_turn>)"
                            + "|(?<message><\\|(?:message|end_header_id)\\|>)"
                            + "|(?<end><\\|(?:im_end|end|eot_id|eom_id|endoftext|end_of_text|return|call)\\|>"
                            + "|</s>|<end_of_turn>|<eos>|<｜end▁of▁sentence｜>|\\[INST\\])"
                            + "|(?<other><\\|[\\w:]{1,30}\\|>|<｜[\\w▁]{1,30}｜>|\\[/INST\\]|<s>|<bos>|<<SYS>>|<</SYS>>)",
                    Pattern.CASE_INSENSITIVE);

    /// What may become a mark when more comes.
    private static final Pattern UNFINISHED =
            Pattern.compile("(?:<{1,2}[/|｜]?[\\w:▁]{0,30}[|｜]?|\\[/?[A-Za-z]{0,6})\\z");

    private static final int LONGEST_MARK = 40;

    private enum Mode {
        /// The line itself.
        LINE,
        /// A thought: until its closing mark.
        THOUGHT,
        /// The head of a message, up to its text: role and channel.
        HEADER,
        /// A channel that is not the answer: until the next head.
        OTHER_CHANNEL,
        /// Behind the end of the line.
        ENDED
    }

    /// What a piece brought.
    ///
    /// @param text more of the line
    /// @param restart whether all text before was a thought whose beginning had no mark
    record Kept(String text, boolean restart) {}

    private final StringBuilder held = new StringBuilder();
    private final StringBuilder header = new StringBuilder();
    private final StringBuilder hidden = new StringBuilder();
    private final boolean opensInThought;
    private final StringBuilder openingThought = new StringBuilder();
    private Mode mode;
    private boolean closedAThought;
    private boolean spoke;

    /// @param opensInThought whether the text begins within a thought
    ModelText(boolean opensInThought) {
        this.opensInThought = opensInThought;
        this.mode = opensInThought ? Mode.THOUGHT : Mode.LINE;
    }

    /// Takes the next piece.
    Kept add(String piece) {
        held.append(piece);
        return read(false);
    }

    /// No more comes.
    ///
    /// @param complete whether the writer came to its own end
    Kept end(boolean complete) {
        Kept rest = read(true);
        if (opensInThought && complete && !closedAThought && mode == Mode.THOUGHT) {
            // This time it did not think: the whole text is the line.
            return new Kept(openingThought.toString(), false);
        }
        return rest;
    }

    /// Whether some of it was a thought.
    boolean thought() {
        return !hidden.isEmpty();
    }

    /// The text that was not kept.
    String hidden() {
        return hidden.toString();
    }

    private Kept read(boolean last) {
        var line = new StringBuilder();
        boolean restart = false;
        Matcher marks = MARK.matcher(held);
        int from = 0;
        while (marks.find()) {
            take(held.substring(from, marks.start()), line);
            from = marks.end();
            if (marks.group("close") != null && mode == Mode.LINE) {
                restart |= spoke;
                hidden.append(line);
                line.setLength(0);
                spoke = false;
                closedAThought = true;
            } else {
                turn(marks);
            }
        }
        int until = last ? held.length() : settled(from);
        take(held.substring(from, until), line);
        held.delete(0, until);
        return new Kept(line.toString(), restart);
    }

    private void turn(Matcher mark) {
        if (mark.group("open") != null) {
            if (mode == Mode.LINE) {
                mode = Mode.THOUGHT;
            }
        } else if (mark.group("close") != null) {
            if (mode == Mode.THOUGHT) {
                mode = Mode.LINE;
                closedAThought = true;
            }
        } else if (mark.group("header") != null) {
            if (mode == Mode.THOUGHT) {
                return;
            }
            // A head behind the line opens somebody else's turn.
            mode = spoke ? Mode.ENDED : Mode.HEADER;
            header.setLength(0);
            header.append(mark.group()).append(' ');
        } else if (mark.group("message") != null) {
            if (mode == Mode.HEADER) {
                mode = answers(header.toString()) ? Mode.LINE : Mode.OTHER_CHANNEL;
            }
        } else if (mark.group("end") != null && mode != Mode.THOUGHT) {
            mode = Mode.ENDED;
        }
    }

    private static boolean answers(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return !lower.contains("analysis") && !lower.contains("commentary");
    }

    private void take(String text, StringBuilder line) {
        switch (mode) {
            case LINE -> say(text, line);
            case THOUGHT -> {
                hidden.append(text);
                if (opensInThought && !closedAThought) {
                    openingThought.append(text);
                }
            }
            case OTHER_CHANNEL, ENDED -> hidden.append(text);
            case HEADER -> {
                header.append(text);
                // Templates without a mark for it end the head with the line.
                int newline = text.indexOf('\n');
                boolean marked = header.indexOf("channel") >= 0 || header.indexOf("header_id") >= 0;
                if (newline >= 0 && !marked) {
                    mode = Mode.LINE;
                    say(text.substring(newline + 1), line);
                }
            }
        }
    }

    private void say(String text, StringBuilder line) {
        text.chars().filter(c -> !forbidden(c)).forEach(c -> line.append((char) c));
        spoke |= !text.isBlank();
    }

    private static boolean forbidden(int c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }

    /// Up to where the held text can not become a mark, or the second half of a character, any
    /// more.
    private int settled(int from) {
        int until = held.length();
        int tail = Math.max(from, until - LONGEST_MARK);
        Matcher unfinished = UNFINISHED.matcher(held).region(tail, until);
        if (unfinished.find()) {
            until = unfinished.start();
        }
        boolean half = until > from && Character.isHighSurrogate(held.charAt(until - 1));
        return half ? until - 1 : until;
    }
}
