package chatroom.ai.distress;

/// Who says the calm line: no persona, so that it is nobody's joke, and so that it is said in rooms
/// without personas too.
public final class SafetyVoice {

    /// Its id where personas have theirs.
    public static final String ID = "safety";

    /// What stands in front of its lines.
    public static final String SENDER = "AI_Safety";

    /// What its lines name as their provider: no model wrote them.
    public static final String PROVIDER = "safety";

    private SafetyVoice() {}
}
