/// The command `./chatroom check-provider`: a program of its own, without the service around it.
@org.jspecify.annotations.NullMarked
package chatroom.ai.check;
