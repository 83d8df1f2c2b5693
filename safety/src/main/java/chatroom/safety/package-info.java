/// Tells messages of acute distress from ordinary ones, and says what is answered to them. No
/// framework, no model, no network: it works whatever else fails. Rules, wording and helplines are
/// resource files; `docs/safety.md` explains them.
@org.jspecify.annotations.NullMarked
package chatroom.safety;
