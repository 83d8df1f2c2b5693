/// What every service tells those who watch it, and the form that its figures have.
@org.jspecify.annotations.NullMarked
package chatroom.telemetry;
