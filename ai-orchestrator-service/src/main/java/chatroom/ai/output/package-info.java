/// What may come out: whole sentences within the cap, and nobody's words but the persona's own.
@org.jspecify.annotations.NullMarked
package chatroom.ai.output;
