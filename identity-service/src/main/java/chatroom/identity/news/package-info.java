/// What other services learn of accounts and sessions, through the outbox.
@org.jspecify.annotations.NullMarked
package chatroom.identity.news;
