/// The devices that somebody is signed in on.
@org.jspecify.annotations.NullMarked
package chatroom.identity.device;
