/// What a run saw, and what is wrong with it. Pure: no process, no clock.
@org.jspecify.annotations.NullMarked
package chatroom.e2e.checker;
