/// What a model is told: a pure function of the room and of who speaks.
@org.jspecify.annotations.NullMarked
package chatroom.ai.prompt;
