package chatroom.identity.signin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a token says, unchecked.
final class Claims {

    private static final Pattern SESSION = Pattern.compile("\"sid\":\"([^\"]+)\"");

    private Claims() {}

    static UUID session(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        Matcher sid = SESSION.matcher(new String(payload, StandardCharsets.UTF_8));
        if (!sid.find()) {
            throw new AssertionError("no sid");
        }
        return UUID.fromString(sid.group(1));
    }
}
