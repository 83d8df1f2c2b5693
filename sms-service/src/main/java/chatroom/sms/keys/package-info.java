/// The key of this service, and what is made with it: hashes that say nothing without it.
@org.jspecify.annotations.NullMarked
package chatroom.sms.keys;
