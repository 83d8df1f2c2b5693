@org.jspecify.annotations.NullMarked
package chatroom.identity.web;
