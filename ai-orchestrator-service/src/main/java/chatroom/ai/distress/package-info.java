/// Distress comes before all other decisions: one calm line, and no other voice after it. See
/// `docs/safety.md`.
@org.jspecify.annotations.NullMarked
package chatroom.ai.distress;
