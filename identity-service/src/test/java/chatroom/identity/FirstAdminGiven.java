package chatroom.identity;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// The settings of a first start that makes an admin.
public final class FirstAdminGiven implements QuarkusTestResourceLifecycleManager {

    static final String PASSWORD = "lobby-Kettle-7319";

    @Override
    public Map<String, String> start() {
        return Map.of("ADMIN_PASSWORD", PASSWORD, "COOKIE_SECURE", "true");
    }

    @Override
    public void stop() {}
}
