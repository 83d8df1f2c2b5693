/// The personas: their cards, and what the rest of the product knows of them.
@org.jspecify.annotations.NullMarked
package chatroom.ai.personas;
