package chatroom.deploy.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What operators' own classes, which their definitions are generated from or the other way about,
/// say of a document: unknown fields and wrong types, at any depth.
final class Operators {

    private static final Map<String, Class<?>> MODELS =
            Map.of(
                    "kafka.strimzi.io Kafka", Kafka.class,
                    "kafka.strimzi.io KafkaNodePool", KafkaNodePool.class,
                    "kafka.strimzi.io KafkaTopic", KafkaTopic.class,
                    "kafka.strimzi.io KafkaUser", KafkaUser.class,
                    "monitoring.coreos.com PrometheusRule", PrometheusRule.class,
                    "monitoring.coreos.com ServiceMonitor", ServiceMonitor.class);

    private static final Map<String, JsonMapper> STRICT =
            Map.of("v1", strict("v1"), "v1beta2", strict("v1beta2"));

    /// The classes put aside what they do not know, so that a later version's fields survive; and
    /// Strimzi's serve all versions, with a note on fields that one does not have.
    private static final class OfOneVersion extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        private final String version;

        private OfOneVersion(String version) {
            this.version = version;
        }

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }

        @Override
        public boolean hasIgnoreMarker(AnnotatedMember member) {
            return super.hasIgnoreMarker(member)
                    || !StrimziVersions.of(member.getMember()).map(version::equals).orElse(true);
        }
    }

    private Operators() {}

    private static JsonMapper strict(String version) {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
                .annotationIntrospector(new OfOneVersion(version))
                .build();
    }

    static boolean know(String apiVersion, String kind) {
        return MODELS.containsKey(group(apiVersion) + " " + kind)
                && STRICT.containsKey(version(apiVersion));
    }

    static Optional<String> complaint(String apiVersion, String kind, JsonNode document) {
        try {
            Objects.requireNonNull(STRICT.get(version(apiVersion)))
                    .treeToValue(document, MODELS.get(group(apiVersion) + " " + kind));
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String group(String apiVersion) {
        return apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
    }

    private static String version(String apiVersion) {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }
}
