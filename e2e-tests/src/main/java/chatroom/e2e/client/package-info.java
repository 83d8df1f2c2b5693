/// Clients of the product: the API, and a socket that resumes and resends.
@org.jspecify.annotations.NullMarked
package chatroom.e2e.client;
