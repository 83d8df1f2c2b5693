package chatroom.bench.target;

import chatroom.bench.load.Dialect;
import chatroom.bench.process.Processes;

/// Somewhere that crowds go.
///
/// @param name in tables
/// @param port of its WebSockets
/// @param processes all that work for it
public record Server(String name, int port, Dialect dialect, Processes processes) {}
