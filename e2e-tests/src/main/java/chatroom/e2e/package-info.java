/// Experiments on the whole product.
@org.jspecify.annotations.NullMarked
package chatroom.e2e;
