/// What every service tells those who watch it, beside its figures.
@org.jspecify.annotations.NullMarked
package chatroom.telemetry;
