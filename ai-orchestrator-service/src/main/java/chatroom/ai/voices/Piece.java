package chatroom.ai.voices;

/// What comes next of a line.
public sealed interface Piece {

    /// More of the text.
    record Words(String text) implements Piece {}

    /// The text so far was no part of the line: it begins now.
    record Restart() implements Piece {}

    /// Nothing of the line, but the provider is at work: it reasons, or keeps the connection alive.
    record Busy() implements Piece {}

    /// Nothing yet.
    record None() implements Piece {}

    /// The line is finished.
    ///
    /// @param complete false where a limit cut it
    /// @param tokensIn tokens read, by the provider's own count; −1 where it did not say
    /// @param tokensOut tokens written, reasoning included, likewise
    record End(boolean complete, int tokensIn, int tokensOut) implements Piece {}
}
