/// A request's trace, from its first step.
@org.jspecify.annotations.NullMarked
package chatroom.gateway.trace;
