package chatroom.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.standalone.infrastructure.Addresses;
import chatroom.standalone.process.ChildSpec;
import chatroom.standalone.process.FreePorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    void everyChatPodIsToldToItsNeighbours(@TempDir Path folder) {
        var plan =
                new ServicePlan(
                        folder,
                        folder.resolve("java"),
                        folder,
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
