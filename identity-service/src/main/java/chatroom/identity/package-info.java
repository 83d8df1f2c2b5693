/// Who somebody is: accounts, their sessions, and the tokens that the other services believe.
@org.jspecify.annotations.NullMarked
package chatroom.identity;
