package chatroom.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.standalone.infrastructure.Addresses;
import chatroom.standalone.process.ChildSpec;
import chatroom.standalone.process.FreePorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicePlanTest {

    @Test
    void aServiceIsToldNoSecretThatItDoesNotRead() {
        assertThat(ServicePlan.secretsOfOthers(Service.GATEWAY))
                .contains("SMS_SERVICE_SECRET", "ADMIN_PASSWORD", "OPENAI_API_KEY");
        assertThat(ServicePlan.secretsOfOthers(Service.IDENTITY))
                .contains("TWILIO_AUTH_TOKEN", "OPENAI_API_KEY")
                .doesNotContain("SMS_SERVICE_SECRET", "ADMIN_PASSWORD");
        assertThat(ServicePlan.secretsOfOthers(Service.SMS))
                .contains("ADMIN_PASSWORD")
                .doesNotContain("SMS_SERVICE_SECRET", "TWILIO_AUTH_TOKEN");
    }

    @Test
    @DisplayName("E5: --listen opens the gateway and nothing else")
    void theGatewayAloneListensElsewhereThanOnLoopback(@TempDir Path folder) {
        var plan =
                new ServicePlan(
                        folder,
                        folder.resolve("java"),
                        folder,
                        "0.0.0.0",
                        8000,
                        new FreePorts(),
                        Map.of());
        var addresses = new Addresses("localhost:9092", Map.of(), "redis://localhost");
        for (Pod pod : plan.pods()) {
            Map<String, String> environment =
                    plan.spec(pod, Map.of(), addresses, (name, jar) -> List.of()).environment();
            assertThat(environment)
                    .as(pod.name())
                    .containsEntry(
                            "QUARKUS_HTTP_HOST",
                            pod.service() == Service.GATEWAY ? "0.0.0.0" : "127.0.0.1")
                    .containsEntry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        }
    }

    @Test
    void everyChatPodIsToldToItsNeighbours(@TempDir Path folder) {
        var plan =
                new ServicePlan(
                        folder,
                        folder.resolve("java"),
                        folder,
                        "127.0.0.1",
                        8000,
                        new FreePorts(),
                        Map.of(Service.CHAT, 2));
        assertThat(plan.names(Service.CHAT, Service.AI)).containsExactly("chat", "chat-2", "ai");
        var addresses = new Addresses("localhost:9092", Map.of(), "redis://localhost");
        ChildSpec second =
                plan.spec(new Pod(Service.CHAT, 2), Map.of(), addresses, (name, jar) -> List.of());
        assertThat(second.name()).isEqualTo("chat-2");
        assertThat(second.environment())
                .containsEntry(
                        "CHAT_URLS",
                        "http://127.0.0.1:%d,http://127.0.0.1:%d"
                                .formatted(
                                        plan.ports(new Pod(Service.CHAT, 1)).http(),
                                        plan.ports(new Pod(Service.CHAT, 2)).http()));
    }
}
