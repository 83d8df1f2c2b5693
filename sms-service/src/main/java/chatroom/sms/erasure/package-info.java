/// What goes when a person goes.
@org.jspecify.annotations.NullMarked
package chatroom.sms.erasure;
