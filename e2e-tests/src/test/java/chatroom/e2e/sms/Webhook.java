package chatroom.e2e.sms;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A call as Twilio makes it, signed as its documentation says, and what may happen to it on the
/// way: what is signed and what is sent are told apart.
///
/// @param url what it is signed for
/// @param signed the parameters that are signed
/// @param body the form that is sent
/// @param headers that a proxy, or somebody, adds
record Webhook(String url, Map<String, String> signed, String body, Map<String, String> headers) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Webhook to(String url, Map<String, String> form) {
        return new Webhook(url, form, encoded(form), Map.of());
    }

    Webhook signedFor(String elsewhere) {
        return new Webhook(elsewhere, signed, body, headers);
    }

    Webhook signing(Map<String, String> other) {
        return new Webhook(url, other, body, headers);
    }

    Webhook sending(String other) {
        return new Webhook(url, signed, other, headers);
    }

    Webhook with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Webhook(url, signed, body, more);
    }

    /// Makes the call at the gateway.
    ///
    /// @param path where it goes, with its query
    /// @return the status of the answer
    int at(URI gateway, String path, String token) {
        return send(gateway.resolve(path), signature(token));
    }

    /// The same without a signature.
    int unsignedAt(URI gateway, String path) {
        return send(gateway.resolve(path), "");
    }

    private int send(URI where, String signature) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(where)
                        .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!signature.isEmpty()) {
            request.header("X-Twilio-Signature", signature);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String signature(String token) {
        var text = new StringBuilder(url);
        new TreeMap<>(signed).forEach((name, value) -> text.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry ->
                        entry.getKey()
                                + "="
                                + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
