/// The wire to a model: OpenAI's protocol as its many servers really speak it. Knows nothing of
/// rooms and turns.
@org.jspecify.annotations.NullMarked
package chatroom.ai.provider;
