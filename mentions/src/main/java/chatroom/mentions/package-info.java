/// Whom a text calls by name. No framework: every service that reads mentions reads them here.
@org.jspecify.annotations.NullMarked
package chatroom.mentions;
