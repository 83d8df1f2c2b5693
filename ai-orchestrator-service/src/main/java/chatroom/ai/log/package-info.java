/// Reads the rooms' logs: each batch becomes rows, in one transaction, before its offsets are
/// committed. Nothing here waits for a model.
@org.jspecify.annotations.NullMarked
package chatroom.ai.log;
