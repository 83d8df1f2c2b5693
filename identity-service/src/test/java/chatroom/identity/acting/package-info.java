@org.jspecify.annotations.NullMarked
package chatroom.identity.acting;
