/// What services see of a request, and what browsers see of an answer.
@org.jspecify.annotations.NullMarked
package chatroom.gateway.headers;
