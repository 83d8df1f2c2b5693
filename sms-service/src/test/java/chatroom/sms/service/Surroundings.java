package chatroom.sms.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Twilio and the other services, for tests; times are short.
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    static final String URL = "https://chat.example.org";
    static final String TOKEN = "12345";

    /// For all rooms.
    static final String NUMBER = "+15005550006";

    /// For the room `space`.
    static final String SPACE_NUMBER = "+15005550007";

    private boolean configured = true;
    private @Nullable FakeTwilio twilio;
    private @Nullable FakePeers peers;

    @Override
    public void init(Map<String, String> arguments) {
        configured = !"false".equals(arguments.get("twilio"));
    }

    @Override
    public Map<String, String> start() {
        try {
            var startedTwilio = new FakeTwilio();
            twilio = startedTwilio;
            var startedPeers = new FakePeers();
            peers = startedPeers;
            var settings = new HashMap<String, String>();
            settings.put("PUBLIC_URL", URL);
            settings.put("IDENTITY_URL", startedPeers.url());
            settings.put("CHAT_URLS", startedPeers.url());
            settings.put("SMS_SERVICE_SECRET", FakePeers.SECRET);
            settings.put("SMS_COUNTRIES", "US,CA,DE");
            settings.put("SMS_DAILY_SEGMENTS", "20");
            settings.put("chatroom.sms.twilio-patience", "1S");
            settings.put("chatroom.sms.backoff", "200MS");
            settings.put("chatroom.sms.settled-after", "3S");
            settings.put("chatroom.sms.inbox-lease", "2S");
            settings.put("chatroom.sms.gather", "1S");
            settings.put("chatroom.sms.digest", "2S");
            if (configured) {
                settings.put("TWILIO_API_URL", startedTwilio.url());
                settings.put("TWILIO_ACCOUNT_SID", "AC1");
                settings.put("TWILIO_AUTH_TOKEN", TOKEN);
                settings.put("TWILIO_PHONE_NUMBER", NUMBER + "," + SPACE_NUMBER + "=space");
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (twilio != null) {
            twilio.close();
        }
        if (peers != null) {
            peers.close();
        }
    }
}
