/// One running product, started by the launcher as people start it, and what lies behind it.
@org.jspecify.annotations.NullMarked
package chatroom.e2e.product;
