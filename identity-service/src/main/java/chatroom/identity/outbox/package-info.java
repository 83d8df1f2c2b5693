/// What other services are to hear, written with the change itself and published after it.
@org.jspecify.annotations.NullMarked
package chatroom.identity.outbox;
