package chatroom.standalone.twilio;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What Twilio tells the chatroom: signed forms to its public address.
final class Webhooks implements AutoCloseable {

    /// Twilio waits so long for an answer.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Account account;
    private final String publicUrl;
    private final String door;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /// @param publicUrl what the signatures are made for
    /// @param door where the gateway really answers
    Webhooks(Account account, String publicUrl, String door) {
        this.account = account;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        this.door = door.replaceAll("/+$", "");
    }

    /// What the chatroom said to it.
    ///
    /// @param status of HTTP; 0 where nobody answered
    /// @param replies texts for the phone, from the TwiML
    record Answer(int status, String body, List<String> replies) {}

    /// A phone wrote.
    Answer incoming(Sms sms) {
        var form = new LinkedHashMap<String, String>();
        form.put("ToCountry", "US");
        form.put("SmsMessageSid", sms.sid());
        form.put("NumMedia", Integer.toString(sms.media().size()));
        form.put("SmsSid", sms.sid());
        form.put("SmsStatus", "received");
        form.put("Body", sms.body());
        form.put("FromCountry", "US");
        form.put("To", sms.to());
        form.put("NumSegments", "1");
        form.put("MessageSid", sms.sid());
        form.put("AccountSid", account.sid());
        form.put("From", sms.from());
        form.put("ApiVersion", "2010-04-01");
        for (int i = 0; i < sms.media().size(); i++) {
            form.put("MediaUrl" + i, sms.media().get(i));
            form.put("MediaContentType" + i, "image/jpeg");
        }
        return send(publicUrl + "/sms/incoming", form);
    }

    /// A message of the chatroom has come further.
    Answer status(Sms sms, String callback) {
        var form = new LinkedHashMap<String, String>();
        form.put("SmsSid", sms.sid());
        form.put("SmsStatus", sms.status());
        form.put("MessageStatus", sms.status());
        form.put("To", sms.to());
        form.put("MessageSid", sms.sid());
        form.put("AccountSid", account.sid());
        form.put("From", sms.from());
        form.put("ApiVersion", "2010-04-01");
        if (sms.errorCode() != null) {
            form.put("ErrorCode", sms.errorCode().toString());
        }
        return send(callback, form);
    }

    private Answer send(String url, Map<String, String> form) {
        String reached = url.startsWith(publicUrl) ? door + url.substring(publicUrl.length()) : url;
        var request =
                HttpRequest.newBuilder(URI.create(reached))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                        .header("User-Agent", "TwilioProxy/1.1")
                        .header("X-Twilio-Signature", account.signature(url, form))
                        .POST(HttpRequest.BodyPublishers.ofString(Form.encode(form)))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), Twiml.messages(answer.body()));
        } catch (IOException e) {
            return new Answer(0, String.valueOf(e.getMessage()), List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "interrupted", List.of());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
