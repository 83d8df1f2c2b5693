/// Which text the product takes, and what a name is. Every door of every service uses this and
/// nothing else: texts are cleaned, names, ids and queries are refused where they break the rules.
@org.jspecify.annotations.NullMarked
package chatroom.text;
