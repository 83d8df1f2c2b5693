package chatroom.e2e.contract;

import chatroom.e2e.client.Api;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Holds every answer that a test of this module gets against what the services document.
public final class Witness implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        Api.onAnswer(answer -> documents().check(answer));
    }

    static OpenApi documents() {
        return Holder.DOCUMENTS;
    }

    /// Read with the first answer: what talks with nobody needs no documents.
    private static final class Holder {
        static final OpenApi DOCUMENTS = OpenApi.ofAllServices();
    }
}
