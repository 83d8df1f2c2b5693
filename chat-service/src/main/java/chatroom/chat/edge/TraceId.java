package chatroom.chat.edge;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The id of all that a request causes: that of its W3C `traceparent`, or a new one.
@RequestScoped
class TraceId {

    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    @Context @Nullable HttpHeaders headers;

    String value() {
        String given = headers == null ? null : headers.getHeaderString("traceparent");
        Matcher parts = TRACEPARENT.matcher(given == null ? "" : given);
        return parts.matches() ? parts.group(1) : UUID.randomUUID().toString().replace("-", "");
    }
}
