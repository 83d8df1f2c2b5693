package chatroom.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

/// B7.
class KafkaConnectionTest {

    @Test
    void everyPropertyReachesTheClients() {
        Map<String, Object> given =
                Map.of(
                        "bootstrap.servers", "kafka:9093",
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "sasl.jaas.config", "…ScramLoginModule required username=\"chat\";",
                        "ssl.truststore.location", "/etc/chatroom/kafka/ca.crt",
                        "client.rack", "a");
        Map<String, Object> properties = new KafkaConnection(given).properties();
        assertThat(properties).isEqualTo(given);
        assertThat(ConsumerConfig.configNames()).containsAll(properties.keySet());
        assertThat(ProducerConfig.configNames())
                .containsAll(
                        given.keySet().stream().filter(it -> !it.equals("client.rack")).toList());
        assertThat(AdminClientConfig.configNames())
                .containsAll(
                        given.keySet().stream().filter(it -> !it.equals("client.rack")).toList());
    }

    /// A client that is given brokers alone speaks without TLS to all of them.
    @Test
    void noServiceNamesBrokersByItself() throws IOException {
        var naming = new ArrayList<String>();
        try (DirectoryStream<Path> services =
                Files.newDirectoryStream(Path.of(".."), "*-service")) {
            for (Path service : services) {
                try (Stream<Path> files = Files.walk(service.resolve("src/main/java"))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        String source = Files.readString(file);
                        if (source.contains("bootstrap.servers")
                                || source.contains("BOOTSTRAP_SERVERS")) {
                            naming.add(file.toString());
                        }
                    }
                }
            }
        }
        assertThat(naming).isEmpty();
    }

    @Test
    void blanksAndTheGroupOfTheFrameworkAreLeftOut() {
        assertThat(
                        new KafkaConnection(
                                        Map.of(
                                                "bootstrap.servers", "kafka:9092",
                                                "sasl.jaas.config", "",
                                                "group.id", "chat-service"))
                                .properties())
                .containsOnlyKeys("bootstrap.servers");
    }
}
