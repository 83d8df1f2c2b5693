/// Which pages may call.
@org.jspecify.annotations.NullMarked
package chatroom.gateway.origin;
