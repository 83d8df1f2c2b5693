/// How this service speaks HTTP: JSON names, pages, and what a lost log is answered with.
@org.jspecify.annotations.NullMarked
package chatroom.chat.edge;
