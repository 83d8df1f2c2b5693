package chatroom.ai.reply;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.roomlog.LogUnavailableException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "53300", "40001", "53100", "55P03", "58030"})
    void aFaultOfTheDatabasePasses(String state) {
        assertThat(Faults.passes(new SQLException("no", state))).isTrue();
        assertThat(Faults.passes(new IllegalStateException(new SQLException("no", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "23514", "42703"})
    void aValueThatTheDatabaseRefusesDoesNotPass(String state) {
        assertThat(Faults.passes(new SQLException("no", state))).isFalse();
    }

    @Test
    void aPoolWithoutConnectionsPasses() {
        assertThat(Faults.passes(new SQLException("Acquisition timeout"))).isTrue();
    }

    @Test
    void aLogThatIsAwayPassesButARecordThatItRefusesDoesNot() {
        assertThat(Faults.passes(unconfirmed(new TimeoutException("late")))).isTrue();
        assertThat(Faults.passes(unconfirmed(new RecordTooLargeException("big")))).isFalse();
    }

    @Test
    void everythingElseIsTheTurnsOwn() {
        assertThat(Faults.passes(new IllegalArgumentException("no"))).isFalse();
        assertThat(Faults.passes(new StackOverflowError())).isFalse();
    }

    @Test
    void theLogGetsNoMessageThatMayQuotePeople() {
        var fault = new IllegalStateException("alice said", new SQLException("secret", "22021"));
        assertThat(Faults.describe(fault))
                .startsWith("java.sql.SQLException 22021 at chatroom.ai.reply.FaultsTest")
                .doesNotContain("secret")
                .doesNotContain("alice");
    }

    private static LogUnavailableException unconfirmed(Exception cause) {
        return new LogUnavailableException("not confirmed", new ExecutionException(cause));
    }
}
