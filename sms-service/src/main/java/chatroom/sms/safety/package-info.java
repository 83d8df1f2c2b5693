/// Distress in texts: its calm line goes out at once, whatever else happens to the text.
@org.jspecify.annotations.NullMarked
package chatroom.sms.safety;
