/// The way to the database.
@org.jspecify.annotations.NullMarked
package chatroom.sms.store;
