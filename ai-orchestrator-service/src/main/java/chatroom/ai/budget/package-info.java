/// What the personas of a room may spend in a day: reserved before a call, settled after it.
@org.jspecify.annotations.NullMarked
package chatroom.ai.budget;
