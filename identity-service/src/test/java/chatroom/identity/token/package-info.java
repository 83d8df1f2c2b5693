@org.jspecify.annotations.NullMarked
package chatroom.identity.token;
