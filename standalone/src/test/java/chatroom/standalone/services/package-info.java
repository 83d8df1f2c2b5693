@org.jspecify.annotations.NullMarked
package chatroom.standalone.services;
