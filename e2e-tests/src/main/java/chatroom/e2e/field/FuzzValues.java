package chatroom.e2e.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Values that a careful client would never send, and some that it would.
final class FuzzValues {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// JSON as text, for not all of it is a value that a writer would write.
    private static final List<String> BAD_JSON =
            List.of(
                    "\"\\u0000\"",
                    "\"a\\u0000b\"",
                    "\"\\ud800\"",
                    "\"a\\udc00\"",
                    "\"\\u0007\"",
                    "\"\\u0085\"",
                    "\"a\\nb\"",
                    "\"\\u202eabc\"",
                    "\"\\u200b\"",
                    "\"\\u2800\"",
                    "\"\"",
                    "\" \"",
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1.5",
                    "1e308",
                    "1e400",
                    "-1e400",
                    "2147483648",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775808",
                    "[]",
                    "{}",
                    "[null]",
                    "[[[[]]]]",
                    "[\"a\\u0000\"]",
                    "{\"a\":{\"b\":[]}}",
                    "NaN",
                    "\"NaN\"",
                    "\"%00\"",
                    "\"%zz\"",
                    "\"../../x\"",
                    "\"' or 1=1 --\"",
                    "\"{{7*7}}\"",
                    "\"<b>\"",
                    "\"00000000-0000-0000-0000-000000000000\"",
                    "\"0-0-0-0-0\"",
                    "\"xyz\"",
                    "\"+999999999-12-31T23:59:59Z\"",
                    "\"-999999999-01-01T00:00:00Z\"",
                    "\"2026-13-45\"",
                    "\"Mars/Olympus\"",
                    "\"+15550100\"",
                    "\"\\u0430dmin\"",
                    "\"e\\u0301\\u0301\\u0301\"");

    private static final List<String> BAD_URL_PARTS =
            List.of(
                    "%00",
                    "a%00b",
                    "%zz",
                    "%",
                    "%4",
                    "%ff",
                    "%c0%80",
                    "%ed%a0%80",
                    "%0a",
                    "%0d%0aX:y",
                    "%07",
                    "%c2%85",
                    "%e2%80%ae",
                    "%20",
                    "+",
                    "..",
                    "%2e%2e",
                    "..%2f..",
                    "%2f",
                    "%5c",
                    "%25",
                    "%2500",
                    "null",
                    "-1",
                    "0",
                    "1.5",
                    "1e400",
                    "9223372036854775808",
                    "-9223372036854775808",
                    "9223372036854775807",
                    "true",
                    "[]",
                    "{}",
                    "%7b%7d",
                    "*",
                    ";a=b",
                    "a;b",
                    "%f0%9f%99%82",
                    "\u00ff",
                    "'",
                    "%22",
                    "%27%20or%201=1",
                    "xyz",
                    "00000000-0000-0000-0000-000000000000",
                    "0-0-0-0-0",
                    "%25%73");

    private static final List<String> ODD_HEADERS =
            List.of(
                    "Accept: ;;;",
                    "Accept: text/plain",
                    "Accept: */*;q=nine",
                    "Accept-Language: ;;;;",
                    "Content-Encoding: gzip",
                    "Cookie: access_token=%zz; refresh_token=\u00ff; =;",
                    "Cookie: refresh_token=a\u0001b",
                    "Authorization: Bearer \u0080\u00ff",
                    "Authorization: Bearer a.b.c",
                    "Authorization: Basic Og==",
                    "traceparent: 00-zz-1-0",
                    "User-Agent: \u00e9\u0080\u00ff",
                    "X-Forwarded-For: ,,;\u00ff",
                    "Origin: null",
                    "Range: bytes=9-1",
                    "If-None-Match: \u0080",
                    "X-CSRF-Token: \u00ff",
                    "Expect: 200-ok",
                    "X-HTTP-Method-Override: TRACE",
                    "Upgrade: h2c");

    private static final List<String> CONTENT_TYPES =
            List.of(
                    "text/plain",
                    "application/xml",
                    "application/json;charset=utf-16",
                    "application/json;charset=nonsense",
                    ";;;",
                    "multipart/form-data",
                    "application/x-www-form-urlencoded",
                    "application/json;a=\u00ff",
                    "*/*",
                    "");

    private final RandomGenerator random;

    FuzzValues(RandomGenerator random) {
        this.random = random;
    }

    /// Whether something happens that does so in `percent` of a hundred cases.
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// A segment of a path or a value of a query, encoded or not.
    String urlPart(List<String> good) {
        int kind = random.nextInt(100);
        if (kind < 40 && !good.isEmpty()) {
            return of(good);
        }
        return kind < 96 ? of(BAD_URL_PARTS) : "x".repeat(random.nextInt(7_000));
    }

    String header() {
        return of(ODD_HEADERS);
    }

    String contentType() {
        return chance(85) ? "application/json" : of(CONTENT_TYPES);
    }

    /// A body for a schema.
    byte[] body(JsonNode schema, JsonNode components) {
        int kind = random.nextInt(100);
        if (kind < 65) {
            return utf8(object(schema, components, 1));
        }
        if (kind < 80) {
            return utf8(object(schema, components, 100));
        }
        if (kind < 88) {
            return utf8(badJson());
        }
        return broken(object(schema, components, 0));
    }

    /// JSON that no field expects.
    String badJson() {
        int kind = random.nextInt(100);
        if (kind < 92) {
            return of(BAD_JSON);
        }
        int length = random.nextInt(5_000);
        return switch (random.nextInt(4)) {
            case 0 -> "\"" + "x".repeat(length) + "\"";
            case 1 -> "\"" + "\\ud83d\\ude42".repeat(length) + "\"";
            case 2 -> "\"a" + "\\u0301".repeat(length) + "\"";
            default -> "[".repeat(length) + "]".repeat(length);
        };
    }

    /// An object of a schema, with about so many fields made bad.
    private String object(JsonNode schema, JsonNode components, int bad) {
        JsonNode known = resolved(schema, components);
        List<String> fields = new ArrayList<>();
        List<Map.Entry<String, JsonNode>> properties =
                new ArrayList<>(known.path("properties").properties());
        int victim = properties.isEmpty() ? -1 : random.nextInt(properties.size());
        for (int i = 0; i < properties.size(); i++) {
            boolean isBad = bad >= properties.size() ? chance(70) : bad > 0 && i == victim;
            if (isBad && chance(12)) {
                continue;
            }
            String value =
                    isBad ? badJson() : good(resolved(properties.get(i).getValue(), components));
            fields.add(JSON.valueToTree(properties.get(i).getKey()) + ":" + value);
        }
        return "{" + String.join(",", fields) + "}";
    }

    private String good(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size())).toString();
        }
        String type =
                schema.path("type").isArray()
                        ? schema.path("type").get(0).asText()
                        : schema.path("type").asText();
        return switch (type) {
            case "boolean" -> Boolean.toString(random.nextBoolean());
            case "integer", "number" -> Integer.toString(random.nextInt(1, 5));
            case "array" -> "[]";
            case "object" -> "{}";
            default ->
                    schema.path("format").asText().equals("uuid")
                            ? "\"" + new java.util.UUID(random.nextLong(), random.nextLong()) + "\""
                            : "\"fuzz-" + Long.toString(random.nextLong(1L << 40), 36) + "\"";
        };
    }

    private static JsonNode resolved(JsonNode schema, JsonNode components) {
        JsonNode all = schema.has("anyOf") ? schema.get("anyOf").get(0) : schema;
        String ref = all.path("$ref").asText();
        return ref.isEmpty()
                ? all
                : components.path("schemas").path(ref.substring(ref.lastIndexOf('/') + 1));
    }

    /// Bytes that are no JSON, or not in the encoding that they should be in.
    private byte[] broken(String sound) {
        return switch (random.nextInt(8)) {
            case 0 -> new byte[0];
            case 1 -> utf8(sound.substring(0, random.nextInt(sound.length() + 1)));
            case 2 -> sound.getBytes(StandardCharsets.UTF_16);
            case 3 -> sound.getBytes(StandardCharsets.UTF_16LE);
            case 4 -> with(sound, 0xff);
            case 5 -> with(sound, 0x00);
            case 6 -> new byte[] {0, 0, 0, '{', 0x7f, 0, 0, '}', 0, 0, 0};
            default -> utf8("\ufeff" + sound + sound);
        };
    }

    private byte[] with(String sound, int octet) {
        byte[] bytes = utf8(sound);
        int at = random.nextInt(bytes.length + 1);
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.write(octet);
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
