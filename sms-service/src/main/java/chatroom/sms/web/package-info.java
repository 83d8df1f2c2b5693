/// How this service says what went wrong.
@org.jspecify.annotations.NullMarked
package chatroom.sms.web;
