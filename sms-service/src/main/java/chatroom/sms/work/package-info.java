/// Work that goes on in the background.
@org.jspecify.annotations.NullMarked
package chatroom.sms.work;
