/// Steps that people take, whichever installation they are taken in.
@org.jspecify.annotations.NullMarked
package chatroom.e2e.journeys;
