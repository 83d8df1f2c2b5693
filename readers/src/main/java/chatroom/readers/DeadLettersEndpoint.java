package chatroom.readers;

import chatroom.readers.Readers.Watched;
import chatroom.roomlog.DeadLetter;
import chatroom.roomlog.LogUnavailableException;
import chatroom.roomlog.Reader;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Context;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// The dead letters of this service's readers, on the management port: `GET /q/deadletters` lists
/// them without their text, `POST /q/deadletters/replay[?group=…]` handles them again.
@Singleton
final class DeadLettersEndpoint {

    private static final Logger LOG = Logger.getLogger(DeadLettersEndpoint.class);
    private static final String PATH = "/q/deadletters";

    private final Readers readers;

    DeadLettersEndpoint(Readers readers) {
        this.readers = readers;
    }

    void mount(@Observes ManagementInterface management) {
        Router router = management.router();
        router.get(PATH).handler(ctx -> answer(ctx, this::list));
        router.post(PATH + "/replay").handler(ctx -> answer(ctx, this::replay));
    }

    private JsonObject list(List<Reader> chosen) {
        var items = new JsonArray();
        for (Reader reader : chosen) {
            reader.listDeadLetters().forEach(letter -> items.add(json(letter)));
        }
        return new JsonObject().put("items", items);
    }

    private JsonObject replay(List<Reader> chosen) {
        var replayed = new JsonObject();
        for (Reader reader : chosen) {
            int count = reader.replay();
            LOG.infof("%s handled %d dead letters again", reader.name(), count);
            replayed.put(reader.name(), count);
        }
        return new JsonObject().put("replayed", replayed);
    }

    private static JsonObject json(DeadLetter letter) {
        return new JsonObject()
                .put("group", letter.group())
                .put("topic", letter.topic())
                .put("partition", letter.partition())
                .put("offset", letter.offset())
                .put("reason", letter.reason())
                .put("time", letter.time().toString())
                .put("traceparent", letter.traceparent());
    }

    private void answer(RoutingContext ctx, Function<List<Reader>, JsonObject> work) {
        String group = ctx.request().getParam("group");
        List<Reader> chosen =
                readers.watched().stream()
                        .map(Watched::reader)
                        .filter(reader -> group == null || isOf(reader, group))
                        .toList();
        Context context = ctx.vertx().getOrCreateContext();
        Thread.ofVirtual()
                .name("dead-letters")
                .start(() -> {
                    try {
                        JsonObject answer = work.apply(chosen);
                        context.runOnContext(_ -> ctx.json(answer));
                    } catch (LogUnavailableException e) {
                        LOG.warnf("the dead letters can not be had: %s", e.getMessage());
                        context.runOnContext(_ -> ctx.fail(503));
                    } catch (RuntimeException e) {
                        LOG.error("the dead letters can not be had", e);
                        context.runOnContext(_ -> ctx.fail(500));
                    }
                });
    }

    /// A reader of states is named after its group and its topic.
    private static boolean isOf(Reader reader, String group) {
        return reader.name().equals(group) || reader.name().startsWith(group + "/");
    }
}
