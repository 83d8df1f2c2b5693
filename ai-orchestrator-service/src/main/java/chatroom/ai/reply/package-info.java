/// From a claimed turn to its one outcome: decide, reserve, write, store, publish.
@org.jspecify.annotations.NullMarked
package chatroom.ai.reply;
