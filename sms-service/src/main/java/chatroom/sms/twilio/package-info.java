/// Twilio's calls, and how to know them.
@org.jspecify.annotations.NullMarked
package chatroom.sms.twilio;
