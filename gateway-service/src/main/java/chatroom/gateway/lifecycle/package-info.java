/// The end of a gateway that nobody notices.
@org.jspecify.annotations.NullMarked
package chatroom.gateway.lifecycle;
