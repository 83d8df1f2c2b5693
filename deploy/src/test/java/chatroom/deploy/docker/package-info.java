/// The scripts beside the images, run.
@org.jspecify.annotations.NullMarked
package chatroom.deploy.docker;
