@org.jspecify.annotations.NullMarked
package chatroom.identity.startup;
