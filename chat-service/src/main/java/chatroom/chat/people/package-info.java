/// Who calls: accounts, guests, personas.
@org.jspecify.annotations.NullMarked
package chatroom.chat.people;
