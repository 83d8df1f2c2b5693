/// Requests that two readers could understand differently are refused before anything reads them.
@org.jspecify.annotations.NullMarked
package chatroom.gateway.http;
