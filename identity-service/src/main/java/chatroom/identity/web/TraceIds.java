package chatroom.identity.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// One id for all that a request causes: in the logs, and in the problem that a client is told. It
/// comes from the W3C `traceparent` header, and is made up where there is none.
public final class TraceIds {

    private static final String KEY = "trace_id";
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    private TraceIds() {}

    static String current() {
        return MDC.get(KEY) instanceof String id ? id : fresh();
    }

    static String of(@Nullable String traceparent) {
        if (traceparent == null) {
            return fresh();
        }
        Matcher parts = TRACEPARENT.matcher(traceparent);
        return parts.matches() ? parts.group(1) : fresh();
    }

    private static String fresh() {
        var bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Notes the id before anything else happens to the request.
    public static final class Filter {

        @ServerRequestFilter(preMatching = true)
        void note(ContainerRequestContext request) {
            MDC.put(KEY, of(request.getHeaderString("traceparent")));
        }
    }
}
