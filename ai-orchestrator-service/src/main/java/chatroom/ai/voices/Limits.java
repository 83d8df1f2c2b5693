package chatroom.ai.voices;

import java.time.Duration;

/// How long a provider may take.
///
/// @param first until the first piece
/// @param idle between two pieces
/// @param total for all of it
record Limits(Duration first, Duration idle, Duration total) {}
