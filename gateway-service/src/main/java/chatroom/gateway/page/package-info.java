/// The page and its files.
@org.jspecify.annotations.NullMarked
package chatroom.gateway.page;
