/// The script `chatroom` in shells, places and locales as they are.
@org.jspecify.annotations.NullMarked
package chatroom.standalone.script;
