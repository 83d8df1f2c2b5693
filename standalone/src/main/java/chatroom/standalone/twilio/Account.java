package chatroom.standalone.twilio;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The one account that the simulator serves.
///
/// @param sid its name, `AC` and 32 digits
/// @param token its secret
/// @param number the number that the chatroom has with it, E.164
public record Account(String sid, String token, String number) {

    private static final String HMAC = "HmacSHA1";

    /// Whether an `Authorization` header holds this account's name and secret.
    boolean admits(@Nullable String authorization) {
        String credential = sid + ":" + token;
        return ("Basic " + Base64.getEncoder().encodeToString(utf8(credential)))
                .equals(authorization);
    }

    /// What Twilio puts into `X-Twilio-Signature`: the address, then each parameter's name and
    /// value in the order of the names, signed with the account's secret.
    String signature(String url, Map<String, String> parameters) {
        var signed = new StringBuilder(url);
        new TreeMap<>(parameters).forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(utf8(token), HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(utf8(signed.toString())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
