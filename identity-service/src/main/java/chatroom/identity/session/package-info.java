/// Sessions: opened at sign-in, kept alive by refresh tokens that are each good for once.
@org.jspecify.annotations.NullMarked
package chatroom.identity.session;
