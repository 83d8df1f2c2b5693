package chatroom.gateway.trace;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The W3C trace context of a request: taken over where the caller sent a valid one, else begun.
///
/// @param id 32 hexadecimal digits, never all zero
/// @param header the whole `traceparent`
public record Trace(String id, String header) {

    private static final String NAME = "traceparent";
    private static final Pattern VALID =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final HexFormat HEX = HexFormat.of();

    /// Gives the request its trace, also for the services behind.
    public static void begin(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Trace trace = from(request.getHeader(NAME));
        request.headers().set(NAME, trace.header());
        ctx.put(NAME, trace);
        ctx.next();
    }

    /// The trace that [#begin] gave.
    public static Trace of(RoutingContext ctx) {
        Trace trace = ctx.get(NAME);
        return trace == null ? from(null) : trace;
    }

    static Trace from(@Nullable String header) {
        if (header != null) {
            var form = VALID.matcher(header);
            if (form.matches()) {
                return new Trace(form.group(1), header);
            }
        }
        var random = ThreadLocalRandom.current();
        // The lowest bit set: an id of zeros would be invalid.
        String id = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong() | 1);
        return new Trace(id, "00-" + id + "-" + HEX.toHexDigits(random.nextLong() | 1) + "-01");
    }
}
