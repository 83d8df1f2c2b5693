package chatroom.standalone.services;

/// The five services, in the order in which they are started.
public enum Service {
    IDENTITY("identity", "identity-service"),
    CHAT("chat", "chat-service"),
    AI("ai", "ai-orchestrator-service"),
    SMS("sms", "sms-service"),
    GATEWAY("gateway", "gateway-service");

    private final String label;
    private final String directory;

    Service(String label, String directory) {
        this.label = label;
        this.directory = directory;
    }

    /// Its name in messages, logs and options.
    public String label() {
        return label;
    }

    /// Its directory in the repository.
    public String directory() {
        return directory;
    }
}
