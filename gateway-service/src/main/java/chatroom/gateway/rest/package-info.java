/// Calls and their answers.
@org.jspecify.annotations.NullMarked
package chatroom.gateway.rest;
