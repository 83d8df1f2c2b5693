/// What all answers have in common: the form of JSON.
@org.jspecify.annotations.NullMarked
package chatroom.identity.web;
