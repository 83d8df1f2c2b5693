package chatroom.identity.acting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatroom.identity.IdentitySettings;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSecretTest {

    /// Not even an empty secret opens what was never switched on.
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void withoutTheSettingThereIsNothingThere(String secret) {
        var none = new ServiceSecret(settings(Optional.ofNullable(secret)));
        assertThatThrownBy(() -> none.demand("Basic c21zLXNlcnZpY2U6"))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(404));
    }

    private static IdentitySettings settings(Optional<String> secret) {
        return new IdentitySettings() {
            @Override
            public Duration accessTokenLife() {
                return Duration.ofMinutes(15);
            }

            @Override
            public Duration refreshTokenLife() {
                return Duration.ofDays(7);
            }

            @Override
            public boolean secureCookies() {
                return true;
            }

            @Override
            public Optional<String> smsServiceSecret() {
                return secret;
            }

            @Override
            public Admin admin() {
                throw new AssertionError("nobody asked for the admin");
            }
        };
    }
}
