/// The table of what goes where.
@org.jspecify.annotations.NullMarked
package chatroom.gateway.routing;
