/// Who is online where.
@org.jspecify.annotations.NullMarked
package chatroom.chat.presence;
