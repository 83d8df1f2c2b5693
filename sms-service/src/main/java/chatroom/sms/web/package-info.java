/// What the calls of this service have in common.
@org.jspecify.annotations.NullMarked
package chatroom.sms.web;
