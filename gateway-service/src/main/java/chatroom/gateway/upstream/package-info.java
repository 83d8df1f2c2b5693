/// The processes behind the edge, and how to reach them.
@org.jspecify.annotations.NullMarked
package chatroom.gateway.upstream;
