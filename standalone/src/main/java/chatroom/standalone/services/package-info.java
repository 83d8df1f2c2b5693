/// The services as child processes: where their jars are and what their environment says.
@org.jspecify.annotations.NullMarked
package chatroom.standalone.services;
