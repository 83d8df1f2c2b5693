/// What is sent to phones: at most once, as far as that can be known.
@org.jspecify.annotations.NullMarked
package chatroom.sms.outbox;
