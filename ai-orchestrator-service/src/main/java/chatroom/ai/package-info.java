/// The orchestrator: decides which persona answers what is said in a room, and lets it speak.
@org.jspecify.annotations.NullMarked
package chatroom.ai;
