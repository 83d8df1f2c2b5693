/// What an admin sees of phones.
@org.jspecify.annotations.NullMarked
package chatroom.sms.admin;
