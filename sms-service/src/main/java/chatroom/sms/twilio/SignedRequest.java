package chatroom.sms.twilio;

import chatroom.problems.Problems;
import chatroom.text.PercentEncoding;
import chatroom.text.Text;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A webhook's call as it came, with nothing in it believed yet.
///
/// @param pathAndQuery as in the request line, undecoded
/// @param body the form, undecoded
/// @param signature the header `X-Twilio-Signature`; null where there was none
public record SignedRequest(String pathAndQuery, String body, @Nullable String signature) {

    private static final int MAX_PARAMETERS = 1_000;

    /// A call as a resource got it.
    ///
    /// @throws HttpProblem 400 for a form that can not be decoded, with the field named
    public static SignedRequest of(URI uri, @Nullable String body, @Nullable String signature) {
        if (body != null) {
            for (var field : PercentEncoding.parameters(body)) {
                if (field.value().isEmpty()) {
                    throw Problems.violation(
                            Text.clean(field.name()), "must be percent-encoded UTF-8");
                }
            }
        }
        String query = uri.getRawQuery();
        return new SignedRequest(
                query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query,
                body == null ? "" : body,
                signature);
    }

    /// The first value of a parameter; empty where there is none.
    public String first(String name) {
        List<String> values = parameters().get(name);
        return values == null ? "" : values.getFirst();
    }

    /// The first value of a parameter that names something; empty where there is none.
    ///
    /// @throws HttpProblem 400 where it holds control characters
    public String plain(String name) {
        String value = first(name);
        Text.refusal(value)
                .ifPresent(reason -> {
                    throw Problems.violation(name, reason);
                });
        return value;
    }

    /// The form's parameters by name. Values are kept to the letter: a space at the end is signed
    /// like any other character.
    public Map<String, List<String>> parameters() {
        return new QueryStringDecoder(body, StandardCharsets.UTF_8, false, MAX_PARAMETERS, true)
                .parameters();
    }

    /// The parameters as Twilio strings them together: of a name that comes more than once, each
    /// different value in order, as its libraries for languages with multi-valued forms do. The
    /// Java one takes a single value per name and puts the name before it, so further values bring
    /// their name along.
    Map<String, String> toBeSigned() {
        var signed = new TreeMap<String, String>();
        parameters()
                .forEach((name, values) ->
                        signed.put(
                                name,
                                values.stream()
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining(name))));
        return signed;
    }
}
