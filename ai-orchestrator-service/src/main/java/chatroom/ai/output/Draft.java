package chatroom.ai.output;

import chatroom.text.Text;

/// A reply as it is being written. What has been shown of it is only a promise: the finished text
/// replaces it.
public final class Draft {

    private final Speakers speakers;
    private final int maxTokens;
    private final StringBuilder raw = new StringBuilder();
    private int shown;

    /// @param maxTokens cap on what is said; the cut falls on the last sentence end before it
    public Draft(Speakers speakers, int maxTokens) {
        this.speakers = speakers;
        this.maxTokens = maxTokens;
    }

    /// Takes the next piece.
    public void add(String piece) {
        raw.append(piece);
    }

    /// Forgets all pieces: they were no part of the reply.
    public void restart() {
        raw.setLength(0);
        shown = 0;
    }

    /// Whether more pieces would change nothing: the cap is reached, or somebody else's line has
    /// begun.
    public boolean full() {
        String text = raw.toString();
        return speakers.speaksForOthers(text)
                // A token has at most some ten characters: most texts need no count.
                || (text.length() > maxTokens && Tokens.count(speakers.own(text)) > maxTokens);
    }

    /// What can be shown beyond what the last call returned; empty where that is nothing.
    public String news() {
        String settled = Tokens.first(speakers.settled(speakers.own(raw.toString())), maxTokens);
        if (settled.length() <= shown) {
            return "";
        }
        String news = settled.substring(shown);
        shown = settled.length();
        return news;
    }

    /// Whether anything was shown.
    public boolean begun() {
        return shown > 0;
    }

    /// Tokens that were written, shown or not.
    public int tokens() {
        return Tokens.count(raw.toString());
    }

    /// The reply.
    ///
    /// @param complete whether the writer came to its own end, rather than to a limit
    /// @return empty where nothing is left
    public String finished(boolean complete) {
        String own = Text.clean(speakers.own(raw.toString())).strip();
        String within = Tokens.first(own, maxTokens);
        boolean overlong = within.length() < own.length();
        // Before somebody else's line began, the persona had come to its end.
        if (!overlong && (complete || speakers.speaksForOthers(raw.toString()))) {
            return own;
        }
        String whole = Sentences.whole(within).strip();
        return whole.isEmpty() && !own.isEmpty() ? Sentences.wholeWords(within) : whole;
    }

    /// What was said by the time it was stopped.
    public String soFar() {
        return Tokens.first(Text.clean(speakers.own(raw.toString())).strip(), maxTokens).strip();
    }
}
