/// Child processes: started, watched, started again when they die, stopped in order, and found
/// again when the launcher itself was killed.
@org.jspecify.annotations.NullMarked
package chatroom.standalone.process;
