/// Accounts: their names, profile and standing, and what other services hear of them.
@org.jspecify.annotations.NullMarked
package chatroom.identity.account;
