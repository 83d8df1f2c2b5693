package chatroom.ai.provider;

import chatroom.ai.provider.ProviderFault.Kind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Understands answers that are errors.
final class Refusals {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern QUOTA =
            Pattern.compile("insufficient_quota|billing|exceeded your current quota|credit");
    private static final Pattern SYSTEM_ROLE =
            Pattern.compile(
                    "system[ _]?(?:role|message|instruction|prompt)|role[^.]{0,30}system"
                            + "|roles? must alternate|developer instruction is not enabled");

    private Refusals() {}

    static ProviderFault fault(int status, HttpHeaders headers, String body) {
        Kind kind =
                switch (status) {
                    case 401, 403 -> Kind.UNAUTHORIZED;
                    case 402 -> Kind.QUOTA_SPENT;
                    case 404 -> Kind.NOT_FOUND;
                    case 408 -> Kind.UNAVAILABLE;
                    case 429 ->
                            QUOTA.matcher(lower(body)).find()
                                    ? Kind.QUOTA_SPENT
                                    : Kind.RATE_LIMITED;
                    default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED;
                };
        return new ProviderFault(kind, status, retryAfter(headers));
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        String value = headers.firstValue("retry-after").orElse("").strip();
        try {
            if (value.matches("\\d{1,6}(\\.\\d{1,3})?")) {
                return Duration.ofMillis((long) (Double.parseDouble(value) * 1_000));
            }
            if (!value.isEmpty()) {
                Instant end =
                        ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant();
                Duration left = Duration.between(Instant.now(), end);
                return left.isNegative() ? Duration.ZERO : left;
            }
        } catch (DateTimeException e) {
            return null;
        }
        return null;
    }

    /// An error within an answer of status 200.
    static ProviderFault within(JsonNode error) {
        String text = lower(error.toString());
        Kind kind = Kind.UNAVAILABLE;
        if (QUOTA.matcher(text).find()) {
            kind = Kind.QUOTA_SPENT;
        } else if (text.contains("rate limit")
                || text.contains("rate_limit")
                || text.contains("429")) {
            kind = Kind.RATE_LIMITED;
        }
        return new ProviderFault(kind, 200, null);
    }

    /// What the model would have otherwise, where the answer names something that was sent.
    ///
    /// @param known quirks by which the request was made
    static Optional<Quirk> quirk(int status, String body, Set<Quirk> known) {
        if (status != 400 && status != 422) {
            return Optional.empty();
        }
        JsonNode error = json(body).path("error");
        Optional<Quirk> named = parameter(error.path("param").asText(""), known);
        if (named.isPresent()) {
            return named;
        }
        String text = lower(body);
        // The first that is named is the one that is refused: "… is not supported, use … instead".
        Optional<Quirk> first =
                Stream.of(
                                "temperature",
                                "max_completion_tokens",
                                "max_tokens",
                                "stream_options",
                                "stream")
                        .filter(parameter -> parameter(parameter, known).isPresent())
                        .map(parameter -> new Mention(parameter, position(text, parameter)))
                        .filter(mention -> mention.at() >= 0)
                        .min(Comparator.comparingInt(Mention::at))
                        .flatMap(mention -> parameter(mention.parameter(), known));
        if (first.isPresent() || known.contains(Quirk.NO_SYSTEM_ROLE)) {
            return first;
        }
        return SYSTEM_ROLE.matcher(text).find()
                ? Optional.of(Quirk.NO_SYSTEM_ROLE)
                : Optional.empty();
    }

    private record Mention(String parameter, int at) {}

    private static int position(String text, String parameter) {
        Matcher word = Pattern.compile("(?<![a-z_])" + parameter + "(?![a-z_])").matcher(text);
        return word.find() ? word.start() : -1;
    }

    /// What to do without a parameter; empty where it was not sent.
    private static Optional<Quirk> parameter(String parameter, Set<Quirk> known) {
        List<Quirk> remedies =
                switch (parameter) {
                    case "temperature" -> List.of(Quirk.NO_TEMPERATURE);
                    case "max_completion_tokens" ->
                            known.contains(Quirk.MAX_TOKENS)
                                    ? List.of()
                                    : List.of(Quirk.MAX_TOKENS);
                    case "max_tokens" ->
                            known.contains(Quirk.MAX_TOKENS)
                                    ? List.of(Quirk.NO_TOKEN_LIMIT)
                                    : List.of();
                    case "stream_options" -> List.of(Quirk.NO_STREAM_OPTIONS);
                    case "stream" -> List.of(Quirk.NO_STREAM);
                    default -> List.of();
                };
        return remedies.stream()
                .filter(remedy -> !known.contains(remedy))
                .filter(remedy ->
                        !known.contains(Quirk.NO_TOKEN_LIMIT) || remedy != Quirk.MAX_TOKENS)
                .findFirst();
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
