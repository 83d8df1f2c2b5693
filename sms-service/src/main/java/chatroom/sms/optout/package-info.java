/// Numbers that get nothing.
@org.jspecify.annotations.NullMarked
package chatroom.sms.optout;
