/// How this service speaks HTTP: JSON names, problems, trace ids.
@org.jspecify.annotations.NullMarked
package chatroom.chat.edge;
