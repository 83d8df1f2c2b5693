/// Phones of people: how they come, what they are asked to bring, how they go.
@org.jspecify.annotations.NullMarked
package chatroom.sms.phones;
