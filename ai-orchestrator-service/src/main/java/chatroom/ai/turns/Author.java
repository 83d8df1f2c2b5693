package chatroom.ai.turns;

/// Who said a line.
public sealed interface Author {

    /// The name that stands in front of the line.
    String name();

    /// A human being, with or without an account.
    record Person(String name) implements Author {}

    /// An AI persona.
    ///
    /// @param id its short name
    record Persona(String id, String name) implements Author {}
}
