/// What rooms say to phones.
@org.jspecify.annotations.NullMarked
package chatroom.sms.outgoing;
