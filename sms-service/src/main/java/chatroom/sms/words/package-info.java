/// What a text from a phone means, before anything is done about it.
@org.jspecify.annotations.NullMarked
package chatroom.sms.words;
