@org.jspecify.annotations.NullMarked
package chatroom.standalone.twilio;
