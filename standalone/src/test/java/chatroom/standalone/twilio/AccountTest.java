package chatroom.standalone.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {

    /// The example of Twilio's documentation ("Validating requests").
    @Test
    void theSignatureIsThatOfTwiliosOwnExample() {
        var account = new Account("AC1", "12345", "+18005551212");
        assertThat(
                        account.signature(
                                "https://mycompany.com/myapp.php?foo=1&bar=2",
                                Map.of(
                                        "CallSid", "CA1234567890ABCDE",
                                        "Caller", "+14158675309",
                                        "Digits", "1234",
                                        "From", "+14158675309",
                                        "To", "+18005551212")))
                .isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }
}
