/// The rooms' logs as rows of Postgres.
@org.jspecify.annotations.NullMarked
package chatroom.chat.projection;
