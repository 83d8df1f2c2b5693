/// The names of the personas, which no account may take.
@org.jspecify.annotations.NullMarked
package chatroom.identity.persona;
