package chatroom.telemetry;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;

/// Changes log levels of the running process, until it ends: `GET /q/logging`, `PUT
/// /q/logging/{category}?level=DEBUG`, `DELETE /q/logging/{category}`, on the management port,
/// which no route of the gateway leads to.
///
/// Only what we wrote may be made to tell more than `INFO`: libraries write down what they carry,
/// and that is what people say, their numbers and their tokens.
@Singleton
final class LogLevels {

    private static final Logger LOG = Logger.getLogger(LogLevels.class);
    private static final String PATH = "/q/logging";
    private static final String OURS = "chatroom";
    private static final Set<String> LEVELS = Set.of("OFF", "ERROR", "WARN", "INFO", "DEBUG");

    private final LogContext logs = LogContext.getLogContext();

    /// The level that each changed category had; empty for one that had none of its own.
    private final Map<String, Optional<java.util.logging.Level>> before =
            new ConcurrentSkipListMap<>();

    void mount(@Observes ManagementInterface management) {
        Router router = management.router();
        router.get(PATH).handler(this::tell);
        router.put(PATH + "/:category").handler(this::change);
        router.delete(PATH + "/:category").handler(this::restore);
    }

    private void change(RoutingContext ctx) {
        String category = ctx.pathParam("category");
        String level = String.valueOf(ctx.request().getParam("level"));
        if (!LEVELS.contains(level)) {
            refuse(ctx, 400, "level is one of " + LEVELS);
        } else if (level.equals("DEBUG") && !isOurs(category)) {
            refuse(ctx, 403, "below INFO libraries would log what people say: only " + OURS + ".*");
        } else {
            var logger = logs.getLogger(category);
            before.putIfAbsent(category, Optional.ofNullable(logger.getLevel()));
            logger.setLevel(logs.getLevelForName(level));
            LOG.infof("%s logs from %s on", category, level);
            tell(ctx);
        }
    }

    private void restore(RoutingContext ctx) {
        String category = ctx.pathParam("category");
        Optional<java.util.logging.Level> given = before.remove(category);
        if (given != null) {
            logs.getLogger(category).setLevel(given.orElse(null));
            LOG.infof("%s logs as it was started", category);
        }
        tell(ctx);
    }

    private static boolean isOurs(String category) {
        return category.equals(OURS) || category.startsWith(OURS + ".");
    }

    private void tell(RoutingContext ctx) {
        var changed = new JsonObject();
        before.keySet()
                .forEach(category ->
                        changed.put(category, logs.getLogger(category).getLevel().getName()));
        ctx.json(new JsonObject().put("root", rootLevel()).put("changed", changed));
    }

    private String rootLevel() {
        java.util.logging.Level level = logs.getLogger("").getLevel();
        return level == null ? Level.INFO.getName() : level.getName();
    }

    private static void refuse(RoutingContext ctx, int status, String why) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain")
                .end(why + "\n");
    }
}
