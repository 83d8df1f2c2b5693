package chatroom.identity;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// The settings of a first start that makes an admin.
public final class FirstAdminGiven implements QuarkusTestResourceLifecycleManager {

    /// What the tests prove themselves with as sms-service.
    public static final String SMS_SECRET = "tests-of-identity-alone";

    static final String PASSWORD = "lobby-Kettle-7319";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "ADMIN_PASSWORD",
                PASSWORD,
                "COOKIE_SECURE",
                "true",
                "SMS_SERVICE_SECRET",
                SMS_SECRET);
    }

    @Override
    public void stop() {}
}
