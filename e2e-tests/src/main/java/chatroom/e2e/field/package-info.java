/// Experiments on the running product with faults from outside: hostile input, networks that go
/// silent, stores that are away.
@org.jspecify.annotations.NullMarked
package chatroom.e2e.field;
