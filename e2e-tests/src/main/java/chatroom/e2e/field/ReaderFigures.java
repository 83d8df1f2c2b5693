package chatroom.e2e.field;

import chatroom.e2e.product.Product;
import chatroom.e2e.product.RunFile.Running;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// How the product's readers of Kafka do, asked from outside.
public final class ReaderFigures {

    private static final List<String> SERVICES = List.of("identity", "chat", "ai", "sms");

    private final Product product;
    private final HttpClient http = HttpClient.newHttpClient();

    public ReaderFigures(Product product) {
        this.product = product;
    }

    /// Records that the groups have not handled, and those that the readers of states have not.
    ///
    /// @param rooms partitions that each group must have read
    public long lag(List<String> groups, List<TopicPartition> rooms) {
        return groupLag(groups, rooms) + (long) sum("chatroom_reader_behind", "/");
    }

    private long groupLag(List<String> groups, List<TopicPartition> rooms) {
        long lag = 0;
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", product.kafkaBootstrapServers()))) {
            for (String group : groups) {
                Map<TopicPartition, OffsetAndMetadata> committed =
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
                var wanted = new HashMap<TopicPartition, OffsetSpec>();
                committed.keySet().forEach(place -> wanted.put(place, OffsetSpec.latest()));
                rooms.forEach(place -> wanted.put(place, OffsetSpec.latest()));
                for (var end : admin.listOffsets(wanted).all().get().entrySet()) {
                    OffsetAndMetadata reached = committed.get(end.getKey());
                    lag += end.getValue().offset() - (reached == null ? 0 : reached.offset());
                }
            }
            return lag;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Dead letters that the readers of all services took since they started.
    public long deadLetters() {
        return (long) sum("chatroom_reader_dead_letters_total", "");
    }

    /// Services that are not ready now.
    public List<String> notReady() {
        var notReady = new ArrayList<String>();
        for (Running process : processes()) {
            if (get(process, "/q/health/ready").contains("\"DOWN\"")) {
                notReady.add(process.name());
            }
        }
        return notReady;
    }

    /// The dead letters of a service, as its management port lists them.
    public List<JsonNode> list(String service) {
        try {
            var letters = new ArrayList<JsonNode>();
            for (Running process : product.run().pods(service)) {
                new ObjectMapper()
                        .readTree(get(process, "/q/deadletters"))
                        .path("items")
                        .forEach(letters::add);
            }
            return letters;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double sum(String metric, String readersWith) {
        double sum = 0;
        for (Running process : processes()) {
            for (String line : get(process, "/q/metrics").lines().toList()) {
                if (line.startsWith(metric + "{") && line.contains(readersWith)) {
                    sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
                }
            }
        }
        return sum;
    }

    private List<Running> processes() {
        return SERVICES.stream().flatMap(service -> product.run().pods(service).stream()).toList();
    }

    private String get(Running process, String path) {
        try {
            var address =
                    URI.create("http://127.0.0.1:%d%s".formatted(process.managementPort(), path));
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
