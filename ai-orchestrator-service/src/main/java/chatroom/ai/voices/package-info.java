/// Who writes a persona's lines: a model behind an OpenAI-compatible door, or the built-in voice.
@org.jspecify.annotations.NullMarked
package chatroom.ai.voices;
