/// Errors that the gateway itself answers with.
@org.jspecify.annotations.NullMarked
package chatroom.gateway.problem;
