package chatroom.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
