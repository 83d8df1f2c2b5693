package chatroom.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;

/// Takes out of spans what the instrumentation of HTTP notes of people: where they are, and what
/// they look for. (OpenTelemetry calls this hook experimental; it is the only one that sees what is
/// noted at a span's end and may still change it.)
@Singleton
final class Discretion implements ExtendedSpanProcessor {

    private static final String REDACTED = "REDACTED";

    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("url.full");

    private static final List<AttributeKey<String>> PERSONAL =
            List.of(
                    // Words of a search, names of guests.
                    AttributeKey.stringKey("url.query"),
                    AttributeKey.stringKey("client.address"),
                    AttributeKey.stringKey("network.peer.address"));

    @Override
    public void onEnding(ReadWriteSpan span) {
        for (AttributeKey<String> personal : PERSONAL) {
            if (span.getAttribute(personal) != null) {
                span.setAttribute(personal, REDACTED);
            }
        }
        String address = span.getAttribute(ADDRESS);
        int query = address == null ? -1 : address.indexOf('?');
        if (address != null && query >= 0) {
            span.setAttribute(ADDRESS, address.substring(0, query));
        }
    }

    @Override
    public boolean isOnEndingRequired() {
        return true;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
