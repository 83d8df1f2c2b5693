/// Programs of others that the checks run.
@org.jspecify.annotations.NullMarked
package chatroom.deploy.tools;
