@org.jspecify.annotations.NullMarked
package chatroom.settings;
