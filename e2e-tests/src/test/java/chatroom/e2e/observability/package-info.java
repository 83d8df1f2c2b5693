/// What operators see of the running product.
@org.jspecify.annotations.NullMarked
package chatroom.e2e.observability;
