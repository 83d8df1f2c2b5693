package chatroom.standalone;

import chatroom.standalone.infrastructure.Secrets;
import chatroom.standalone.process.FreePorts;
import chatroom.standalone.twilio.Account;
import chatroom.standalone.twilio.TwilioSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// Two phones and a Twilio on this machine, and what the services are told of them.
final class SmsSimulation implements AutoCloseable {

    private static final String ACCOUNT = "AC00000000000000000000000000000000";

    private final TwilioSimulator simulator;
    private final Account account;
    private final String api;

    private SmsSimulation(TwilioSimulator simulator, Account account, String api) {
        this.simulator = simulator;
        this.account = account;
        this.api = api;
    }

    /// Starts it, beside the gateway's port where that is free.
    ///
    /// @param door where this machine reaches the gateway
    /// @param publicUrl what webhooks are signed for
    static SmsSimulation start(
            GivenSettings settings,
            Secrets secrets,
            FreePorts freePorts,
            int gatewayPort,
            String door,
            String publicUrl) {
        var account = new Account(ACCOUNT, secrets.get("twilio.simulator"), TwilioSimulator.NUMBER);
        boolean answersKeywords = !settings.get("SMS_KEYWORD_ANSWERS").equals("service");
        int beside = gatewayPort + 1;
        try {
            TwilioSimulator simulator =
                    TwilioSimulator.start(
                            FreePorts.isFree(beside) ? beside : freePorts.next(),
                            account,
                            publicUrl,
                            door,
                            answersKeywords);
            return new SmsSimulation(
                    simulator, account, api(settings.get("TWILIO_API_URL"), simulator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What stands between on this machine, such as a proxy that checks calls, is left there.
    private static String api(String given, TwilioSimulator simulator) {
        return given.matches("http://(localhost|127\\.0\\.0\\.1)(:\\d+)?/?")
                ? given
                : "http://127.0.0.1:" + simulator.port();
    }

    /// What sms-service needs for it, instead of what was given of Twilio.
    Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("TWILIO_API_URL", api);
        environment.put("TWILIO_ACCOUNT_SID", account.sid());
        environment.put("TWILIO_AUTH_TOKEN", account.token());
        environment.put("TWILIO_PHONE_NUMBER", account.number());
        environment.put("TWILIO_MESSAGING_SERVICE_SID", "");
        return environment;
    }

    /// Address of the page with the phones.
    String url() {
        return "http://localhost:" + simulator.port();
    }

    /// What to tell.
    String line() {
        return url() + "  (two phones and a Twilio of this machine; nothing leaves it)";
    }

    @Override
    public void close() {
        simulator.close();
    }
}
