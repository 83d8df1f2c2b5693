package chatroom.sms;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.sms.twilio.SignedRequest;
import chatroom.sms.twilio.TwilioSignature;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples that Twilio publishes with its validators, through our configuration.
class SignatureVectorsTest {

    private static final String FORM =
            "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309"
                    + "&To=%2B18005551212";

    @ParameterizedTest
    @CsvSource({
        "https://mycompany.com, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        "https://mycompany.com:1234, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        "https://mycompany.com/, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        "https://mycompany.com, kvajT1Ptam85bY51eRf/AJRuM3w=",
        "http://mycompany.com, 0ZXoZLH/DfblKGATFgpif+LLRf4="
    })
    void thePublishedSignaturesAreGood(String publicUrl, String signature) {
        var twilio = new TwilioSignature(publicUrl, Optional.of("12345"));

        assertThat(twilio.isGood(new SignedRequest("/myapp.php?foo=1&bar=2", FORM, signature)))
                .isTrue();
        assertThat(twilio.isGood(new SignedRequest("/myapp.php?foo=1&bar=3", FORM, signature)))
                .isFalse();
        assertThat(
                        twilio.isGood(
                                new SignedRequest("/myapp.php?foo=1&bar=2", FORM + "1", signature)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Digits=5678&Digits=1234&Digits=1234, IK+Dwps556ElfBT0I3Rgjkr1wJU=",
        "Digits=1234&Digits=5678, IK+Dwps556ElfBT0I3Rgjkr1wJU="
    })
    void aNameWithSeveralValuesIsSignedAsPublished(String digits, String signature) {
        var twilio = new TwilioSignature("https://mycompany.com", Optional.of("12345"));

        assertThat(
                        twilio.isGood(
                                new SignedRequest(
                                        "/myapp.php?foo=1&bar=2",
                                        "Sid=CA123&SidAccount=AC123&" + digits,
                                        signature)))
                .isTrue();
    }
}
