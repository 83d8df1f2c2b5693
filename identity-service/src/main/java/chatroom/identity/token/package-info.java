/// Access tokens and the keys that sign them.
@org.jspecify.annotations.NullMarked
package chatroom.identity.token;
