/// What has to be there before people can sign up.
@org.jspecify.annotations.NullMarked
package chatroom.identity.startup;
