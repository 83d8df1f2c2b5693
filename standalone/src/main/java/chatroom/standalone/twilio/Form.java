package chatroom.standalone.twilio;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Parameters of a form or a query, in their order.
record Form(List<Map.Entry<String, String>> entries) {

    static Form parse(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return new Form(List.of());
        }
        return new Form(Stream.of(encoded.split("&")).map(Form::entry).toList());
    }

    /// The first value of that name; null where there is none, or an empty one.
    @Nullable String get(String name) {
        return all(name).stream().filter(value -> !value.isEmpty()).findFirst().orElse(null);
    }

    List<String> all(String name) {
        return entries.stream()
                .filter(entry -> entry.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static Map.Entry<String, String> entry(String pair) {
        String[] parts = pair.split("=", 2);
        return Map.entry(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
