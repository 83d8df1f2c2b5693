package chatroom.ai.provider;

/// How a model departs from the usual request and answer. Learnt from what it answers.
public enum Quirk {
    /// It takes no `temperature`.
    NO_TEMPERATURE("takes no temperature"),
    /// It wants `max_tokens` instead of `max_completion_tokens`.
    MAX_TOKENS("wants max_tokens instead of max_completion_tokens"),
    /// It takes no limit of tokens under either name.
    NO_TOKEN_LIMIT("takes no limit of tokens"),
    /// It takes no `stream_options`, and so may report no usage.
    NO_STREAM_OPTIONS("takes no stream_options"),
    /// It takes no message of the role `system`.
    NO_SYSTEM_ROLE("takes no system message"),
    /// It does not stream.
    NO_STREAM("does not stream"),
    /// It reasons before it answers, and needs tokens for that.
    REASONS("reasons before it answers"),
    /// Its answers begin inside a thought, which only ends with a mark.
    OPENS_IN_THOUGHT("begins with a thought that has no opening mark");

    private final String sentence;

    Quirk(String sentence) {
        this.sentence = sentence;
    }

    /// The quirk in words, after "the model".
    public String sentence() {
        return sentence;
    }
}
