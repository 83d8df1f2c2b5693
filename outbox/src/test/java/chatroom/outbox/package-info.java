@org.jspecify.annotations.NullMarked
package chatroom.outbox;
