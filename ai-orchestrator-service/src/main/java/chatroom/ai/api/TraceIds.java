package chatroom.ai.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// The id by which a request is found in the logs: the caller's, or a new one.
final class TraceIds {

    private static final String KEY = "trace_id";
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final SecureRandom RANDOM = new SecureRandom();

    @ServerRequestFilter(preMatching = true)
    public void take(ContainerRequestContext request) {
        MDC.put(KEY, of(request.getHeaderString("traceparent")));
    }

    static String current() {
        return MDC.get(KEY) instanceof String known ? known : of(null);
    }

    private static String of(@Nullable String traceparent) {
        if (traceparent != null) {
            Matcher known = TRACEPARENT.matcher(traceparent);
            if (known.matches()) {
                return known.group(1);
            }
        }
        byte[] id = new byte[16];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
