/// The crash experiment: kill -9 of everything in turn while people talk.
@org.jspecify.annotations.NullMarked
package chatroom.e2e.crash;
