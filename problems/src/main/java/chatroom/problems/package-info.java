/// What the services behind the gateway answer where they do not do what was asked: problem details
/// (RFC 9457), each with a stable code, a sentence that says what to do next, and the id of its
/// trace.
@org.jspecify.annotations.NullMarked
package chatroom.problems;
