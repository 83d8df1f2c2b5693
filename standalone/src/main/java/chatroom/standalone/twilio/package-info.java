/// A stand-in for Twilio, for trying SMS without an account and for tests: its REST API for
/// messages, its signed webhooks, its faults, and a page with two phones.
@org.jspecify.annotations.NullMarked
package chatroom.standalone.twilio;
