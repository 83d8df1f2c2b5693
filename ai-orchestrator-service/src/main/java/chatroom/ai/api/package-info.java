/// What the outside may ask: who the personas are.
@org.jspecify.annotations.NullMarked
package chatroom.ai.api;
