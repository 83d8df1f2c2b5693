package chatroom.sms.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.sms.twilio.SignedRequest;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReceivedTest {

    @Test
    @DisplayName("A1: control characters leave the body of an SMS")
    void theBodyIsCleaned() {
        SignedRequest request =
                SignedRequest.of(
                        URI.create("/sms/incoming"),
                        "Body=he%00llo%0D%0Ae%CC%81%07&From=%2B15550100&MessageSid=SM1",
                        null);

        assertThat(Received.of(request, Instant.EPOCH).body()).isEqualTo("hello\né");
    }
}
