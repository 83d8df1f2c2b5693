/// Who speaks, and when: the decision core. Pure functions of the room as it is; no framework, no
/// clock, no chance that a redelivery would throw differently.
@org.jspecify.annotations.NullMarked
package chatroom.ai.turns;
