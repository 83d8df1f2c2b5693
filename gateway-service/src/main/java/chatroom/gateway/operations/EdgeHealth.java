package chatroom.gateway.operations;

import chatroom.gateway.upstream.Dialer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// `GET /health`: whether every service says that it is ready. 200 when each has a process that is,
/// else 503. The answer is kept for a second, so that nobody can make the edge ask more often.
///
/// Where `HEALTH_BY_DNS` is set, each management address stands for all processes that DNS lists
/// under its name: a cluster's name of a service would answer for one of them, whichever it is.
@Singleton
public final class EdgeHealth implements Handler<RoutingContext> {

    private static final int ANSWER_MILLIS = 2_000;
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

    private final HttpClient client;
    private final ManagementAddresses addresses;
    private final Map<String, List<String>> services = new LinkedHashMap<>();
    private @Nullable Future<JsonObject> kept;
    private long keptSince;

    @Inject
    public EdgeHealth(
            Dialer dialer,
            @ConfigProperty(name = "IDENTITY_MANAGEMENT_URL") String identity,
            @ConfigProperty(name = "CHAT_MANAGEMENT_URLS") List<String> chat,
            @ConfigProperty(name = "AI_MANAGEMENT_URL") String ai,
            @ConfigProperty(name = "SMS_MANAGEMENT_URL") String sms,
            @ConfigProperty(name = "HEALTH_SERVICES") List<String> asked,
            ManagementAddresses addresses) {
        this.client = dialer.calls();
        this.addresses = addresses;
        services.put("identity", List.of(identity));
        services.put("chat", chat);
        services.put("ai", List.of(ai));
        services.put("sms", List.of(sms));
        services.keySet().retainAll(asked.stream().map(String::strip).toList());
    }

    @Override
    public void handle(RoutingContext ctx) {
        report().onSuccess(report ->
                        ctx.response()
                                .setStatusCode(isUp(report) ? 200 : 503)
                                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                                .end(report.toBuffer()))
                .onFailure(ctx::fail);
    }

    private synchronized Future<JsonObject> report() {
        long now = System.nanoTime();
        if (kept == null || now - keptSince > KEPT_NANOS) {
            keptSince = now;
            kept = ask();
        }
        return kept;
    }

    private Future<JsonObject> ask() {
        var names = List.copyOf(services.keySet());
        return Future.all(names.stream().map(name -> service(services.get(name))).toList())
                .map(answers -> {
                    var states = new JsonObject();
                    boolean up = true;
                    for (int i = 0; i < names.size(); i++) {
                        JsonObject state = answers.resultAt(i);
                        states.put(names.get(i), state);
                        up &= isUp(state);
                    }
                    return state(up).put("services", states);
                });
    }

    /// A service is up as long as one of its processes is.
    private Future<JsonObject> service(@Nullable List<String> urls) {
        return addresses.of(urls == null ? List.of() : urls).compose(this::count);
    }

    private Future<JsonObject> count(List<String> processes) {
        return Future.all(processes.stream().map(this::isReady).toList())
                .map(answers -> {
                    long ready = answers.<Boolean>list().stream().filter(is -> is).count();
                    return state(ready > 0).put("ready", ready).put("of", processes.size());
                });
    }

    private Future<Boolean> isReady(String managementUrl) {
        var request =
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(managementUrl + "/q/health/ready")
                        .setTimeout(ANSWER_MILLIS);
        return client.request(request)
                .compose(call -> call.send())
                .compose(answer -> answer.body().map(body -> answer.statusCode() == 200))
                .otherwise(false);
    }

    private static JsonObject state(boolean up) {
        return new JsonObject().put("status", up ? "UP" : "DOWN");
    }

    private static boolean isUp(JsonObject state) {
        return "UP".equals(state.getString("status"));
    }
}
