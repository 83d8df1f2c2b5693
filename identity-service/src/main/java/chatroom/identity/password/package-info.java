/// Passwords: which are good enough, and their hashes.
@org.jspecify.annotations.NullMarked
package chatroom.identity.password;
