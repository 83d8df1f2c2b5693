/// A local copy of what identity-service announces about accounts.
@org.jspecify.annotations.NullMarked
package chatroom.sms.people;
