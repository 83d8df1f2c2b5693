/// The compose file, read.
@org.jspecify.annotations.NullMarked
package chatroom.deploy.compose;
