/// The doors: sign-up, login, refresh and logout, for pages with cookies and for API clients.
@org.jspecify.annotations.NullMarked
package chatroom.identity.signin;
