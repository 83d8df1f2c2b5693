/// Tokens with which sms-service acts for people who write from their phones.
@org.jspecify.annotations.NullMarked
package chatroom.identity.acting;
