package chatroom.ai.voices;

/// Something that can write the next line of a persona.
public interface Voice {

    /// Who that is, as people are told: `builtin`, `openai`, `ollama`.
    String provider();

    /// The model's name.
    String model();

    /// Tokens that a request takes before the first word of the answer; 0 where nobody is paid for
    /// reading.
    int tokensToRead(Script script);

    /// Begins a line. Returns at once; what goes wrong later shows in the utterance.
    ///
    /// @throws VoiceFailure where it does not even begin
    Utterance begin(Script script) throws VoiceFailure;

    /// Whether it is left alone for a while because it failed again and again.
    default boolean rests() {
        return false;
    }
}
