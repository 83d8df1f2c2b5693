package chatroom.sms;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A call as Twilio makes it, signed as its documentation says, without its library.
public record TwilioCall(String url, Map<String, String> parameters) {

    public TwilioCall(String url) {
        this(url, Map.of());
    }

    public TwilioCall with(String name, String value) {
        var more = new TreeMap<>(parameters);
        more.put(name, value);
        return new TwilioCall(url, more);
    }

    public TwilioCall at(String elsewhere) {
        return new TwilioCall(elsewhere, parameters);
    }

    public String signature(String token) {
        var text = new StringBuilder(url);
        new TreeMap<>(parameters).forEach((name, value) -> text.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
