/// What operators see from outside: health and, where wanted, metrics.
@org.jspecify.annotations.NullMarked
package chatroom.gateway.operations;
