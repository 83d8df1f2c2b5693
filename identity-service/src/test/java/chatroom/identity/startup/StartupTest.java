package chatroom.identity.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.StartupEvent;
import jakarta.persistence.PersistenceException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StartupTest {

    @Test
    @DisplayName("B3: a database that is slow at the start is waited for, and readiness says so")
    void aDatabaseThatDoesNotAnswerIsTriedAgain() {
        var attempts = new AtomicInteger();
        var startup =
                new Startup(
                        () -> {
                            if (attempts.incrementAndGet() < 3) {
                                throw new PersistenceException("acquisition timeout");
                            }
                        },
                        () -> true);
        startup.start(new StartupEvent());
        assertThat(startup.isDone()).isFalse();
        await().until(startup::isDone);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void aWrongSettingEndsTheStart() {
        var startup =
                new Startup(
                        () -> {
                            throw new IllegalArgumentException("ADMIN_PASSWORD: is too short");
                        },
                        () -> true);
        assertThatThrownBy(() -> startup.start(new StartupEvent()))
                .hasMessage("ADMIN_PASSWORD: is too short");
    }

    @Test
    void withoutAKeyThatSignsItIsNotReady() {
        var startup = new Startup(() -> {}, () -> false);
        startup.start(new StartupEvent());
        assertThat(startup.isDone()).isFalse();
    }
}
