@org.jspecify.annotations.NullMarked
package chatroom.e2e.sms;
