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

    /// Tokens that the model may think before it answers, apart from the answer; 0 where it does
    /// not reason.
    default int tokensToReason() {
        return 0;
    }

    /// Begins a line. Returns at once; what goes wrong later shows in the utterance.
    ///
    /// @throws VoiceFailure where it does not even begin
    Utterance begin(Script script) throws VoiceFailure;

    /// Whether it is left alone by all rooms for a while because it failed again and again.
    default boolean rests() {
        return false;
    }

    /// Whether it is left alone by that room for a while.
    default boolean rests(String room) {
        return rests();
    }
}
