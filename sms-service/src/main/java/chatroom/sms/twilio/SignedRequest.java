package chatroom.sms.twilio;

import io.netty.handler.codec.http.QueryStringDecoder;
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
    public static SignedRequest of(URI uri, @Nullable String body, @Nullable String signature) {
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
