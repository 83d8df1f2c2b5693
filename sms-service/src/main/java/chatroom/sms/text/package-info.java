/// Texts as phones get them: how many segments they take, and how to make them fit.
@org.jspecify.annotations.NullMarked
package chatroom.sms.text;
