/// A browser's cookies on their way to becoming a bearer token.
@org.jspecify.annotations.NullMarked
package chatroom.gateway.credential;
