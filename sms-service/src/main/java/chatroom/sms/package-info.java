/// Phones in rooms: the only part of the product that knows Twilio.
@org.jspecify.annotations.NullMarked
package chatroom.sms;
