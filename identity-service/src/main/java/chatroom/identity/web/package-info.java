/// What all answers have in common: problem details, trace ids, the form of JSON.
@org.jspecify.annotations.NullMarked
package chatroom.identity.web;
