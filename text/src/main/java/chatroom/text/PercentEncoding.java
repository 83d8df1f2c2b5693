package chatroom.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Percent-encoded parts of URLs and forms, read strictly: an escape that is none, or bytes that
/// are not UTF-8, are an error and not a guess.
public final class PercentEncoding {

    private static final int HEX = 16;

    private PercentEncoding() {}

    /// A parameter of a query or a form.
    ///
    /// @param value empty where it can not be decoded
    public record Parameter(String name, Optional<String> value) {}

    /// The text behind a path segment; empty where it can not be decoded.
    public static Optional<String> decodePath(String raw) {
        return decode(raw, false);
    }

    /// The parameters of a query or a form, in order. A name that can not be decoded stays as it
    /// is.
    public static List<Parameter> parameters(String raw) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : raw.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            Optional<String> decodedName = decode(name, true);
            parameters.add(
                    new Parameter(
                            decodedName.orElse(name),
                            decodedName.isEmpty() ? decodedName : decode(value, true)));
        }
        return parameters;
    }

    private static Optional<String> decode(String raw, boolean plusIsSpace) {
        var bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), HEX) : -1;
                int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), HEX) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.write(high * HEX + low);
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes.write(' ');
            } else if (Character.isSurrogate(c)) {
                if (i + 1 == raw.length() || !Character.isSurrogatePair(c, raw.charAt(i + 1))) {
                    return Optional.empty();
                }
                bytes.writeBytes(raw.substring(i, i + 2).getBytes(StandardCharsets.UTF_8));
                i++;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            // A new decoder reports what is malformed; String's constructor would replace it.
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.toByteArray()))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
