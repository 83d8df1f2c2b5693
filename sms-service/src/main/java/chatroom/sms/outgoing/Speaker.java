package chatroom.sms.outgoing;

/// Names as a phone shows them.
final class Speaker {

    private static final String PERSONA = "AI_";

    private Speaker() {}

    /// A persona's name without what marks it as one: `Einstein` for `AI_Einstein`.
    static String of(String sender) {
        String name = sender.startsWith(PERSONA) ? sender.substring(PERSONA.length()) : sender;
        return name.replace('_', ' ');
    }
}
