package chatroom.deploy.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.Map;
import java.util.Optional;

/// What operators' own classes, which their definitions are generated from or the other way about,
/// say of a document: unknown fields and wrong types, at any depth.
final class Operators {

    private static final Map<String, Class<?>> MODELS =
            Map.of(
                    "kafka.strimzi.io/v1beta2 Kafka", Kafka.class,
                    "kafka.strimzi.io/v1beta2 KafkaNodePool", KafkaNodePool.class,
                    "kafka.strimzi.io/v1beta2 KafkaTopic", KafkaTopic.class,
                    "kafka.strimzi.io/v1beta2 KafkaUser", KafkaUser.class,
                    "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class,
                    "monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class);

    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .annotationIntrospector(new KeepsNothingUnknown())
                    .build();

    /// The classes put aside what they do not know, so that a later version's fields survive.
    private static final class KeepsNothingUnknown extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    private Operators() {}

    static boolean know(String apiVersionAndKind) {
        return MODELS.containsKey(apiVersionAndKind);
    }

    static Optional<String> complaint(String apiVersionAndKind, JsonNode document) {
        try {
            STRICT.treeToValue(document, MODELS.get(apiVersionAndKind));
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
