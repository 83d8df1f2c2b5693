/// The edge: one origin for the page, the API and the sockets. {@link chatroom.gateway.Edge} says
/// in which order things happen to a request.
@org.jspecify.annotations.NullMarked
package chatroom.gateway;
