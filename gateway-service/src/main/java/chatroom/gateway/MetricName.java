package chatroom.gateway;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/// Counts a request under its route: a path as it comes would make a time series of each room.
final class MetricName {

    /// Where Quarkus' metrics look for it.
    private static final String KEY = "UrlPathTemplate";

    private MetricName() {}

    static void set(RoutingContext ctx, String path) {
        Context context = Vertx.currentContext();
        context.putLocal(KEY, path);
        ctx.next();
    }
}
