package chatroom.standalone.twilio;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Twilio's REST for messages: send one, look one up, list them.
final class MessagesApi {

    static final String ROOT = "/2010-04-01/";

    private static final Pattern PATH =
            Pattern.compile(
                    ROOT
                            + "Accounts/(?<account>[A-Za-z0-9]+)/Messages(?:/(?<sid>[A-Za-z0-9]+))?\\.json");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final int LONGEST = 1_600;

    /// Longer than any client waits.
    private static final Duration SILENCE = Duration.ofSeconds(90);

    private final Account account;
    private final Switchboard switchboard;
    private final Carrier carrier;
    private final Faults faults;

    MessagesApi(Account account, Switchboard switchboard, Carrier carrier, Faults faults) {
        this.account = account;
        this.switchboard = switchboard;
        this.carrier = carrier;
        this.faults = faults;
    }

    void handle(HttpExchange call) throws IOException {
        Matcher path = PATH.matcher(call.getRequestURI().getPath());
        if (!account.admits(call.getRequestHeaders().getFirst("Authorization"))) {
            Answers.twilioError(call, 401, 20003, "Authenticate");
        } else if (!path.matches() || !path.group("account").equals(account.sid())) {
            notFound(call);
        } else if (call.getRequestMethod().equals("POST") && path.group("sid") == null) {
            send(call, Form.parse(new String(call.getRequestBody().readAllBytes(), Answers.UTF_8)));
        } else if (call.getRequestMethod().equals("GET") && path.group("sid") == null) {
            Answers.json(
                    call,
                    200,
                    new Listing(Form.parse(call.getRequestURI().getRawQuery()), account)
                            .page(switchboard.all()));
        } else if (call.getRequestMethod().equals("GET")) {
            Optional<Sms> found = switchboard.find(path.group("sid"));
            if (found.isPresent()) {
                Answers.json(call, 200, Resource.of(found.get(), account));
            } else {
                notFound(call);
            }
        } else {
            Answers.twilioError(call, 405, 20004, "Method not allowed");
        }
    }

    private void send(HttpExchange call, Form form) throws IOException {
        String to = form.get("To");
        Integer refusal = refusal(form);
        if (refusal != null || to == null) {
            Answers.twilioError(call, 400, refusal == null ? 21604 : refusal, "Not sent");
            return;
        }
        Optional<Faults.Plan> plan = faults.next();
        if (plan.isEmpty()) {
            Answers.json(call, 201, Resource.of(accept(form, to, null, true), account));
            return;
        }
        boolean callbacks = !plan.get().noCallbacks();
        Sms carried = plan.get().accepts() ? accept(form, to, null, callbacks) : null;
        switch (Fault.of(plan.get().kind())) {
            case Fault.Refused(int status, int code) ->
                    Answers.twilioError(call, status, code, "As planned");
            case Fault.Lost(int code) ->
                    Answers.json(
                            call,
                            201,
                            Resource.of(
                                    carried == null ? accept(form, to, code, callbacks) : carried,
                                    account));
            case Fault.Garbled() ->
                    Answers.send(call, 200, "text/html", "<html>oops".getBytes(Answers.UTF_8));
            // Without a header the connection just ends.
            case Fault.Broken() -> {}
            case Fault.Silent() -> sleep();
        }
    }

    private Sms accept(Form form, String to, @Nullable Integer lost, boolean callbacks) {
        String from = form.get("From");
        String body = form.get("Body");
        Sms sms =
                switchboard.accepted(
                        from == null ? account.number() : from,
                        to,
                        body == null ? "" : body,
                        form.all("MediaUrl"),
                        form.get("StatusCallback"));
        carrier.toPhone(sms, lost, callbacks);
        return sms;
    }

    /// Twilio's code of what is wrong with a request; null where nothing is.
    private @Nullable Integer refusal(Form form) {
        String to = form.get("To");
        String from = form.get("From");
        String body = form.get("Body");
        if (to == null) {
            return 21604;
        }
        if (!PHONE.matcher(to).matches()) {
            return 21211;
        }
        if (from == null && form.get("MessagingServiceSid") == null) {
            return 21603;
        }
        if (from != null && !from.equals(account.number())) {
            return 21606;
        }
        if (body == null && form.all("MediaUrl").isEmpty()) {
            return 21602;
        }
        if (body != null && body.length() > LONGEST) {
            return 21617;
        }
        if (switchboard.isBlocked(to)) {
            switchboard.refused();
            return 21610;
        }
        return null;
    }

    private static void notFound(HttpExchange call) throws IOException {
        Answers.twilioError(call, 404, 20404, "The requested resource was not found");
    }

    private static void sleep() {
        try {
            Thread.sleep(SILENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
