package chatroom.roomlog;

import static chatroom.roomlog.FaultKind.RECORD;
import static chatroom.roomlog.FaultKind.SURROUNDINGS;
import static chatroom.roomlog.FaultKind.UNCLEAR;
import static org.assertj.core.api.Assertions.assertThat;

import chatroom.events.MalformedEventException;
import java.net.ConnectException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// P15: what is retried for ever, and what is put aside.
class FaultKindTest {

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22008", "22P02", "23505", "23514", "54000", "99999"})
    void aDatabaseThatRefusesARowMeansTheRecord(String state) {
        assertThat(FaultKind.of(new SQLException("no", state))).isEqualTo(RECORD);
        assertThat(FaultKind.of(new IllegalStateException(new SQLException("no", state))))
                .isEqualTo(RECORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "40P01", "25006", "42501", "55P03", "58030"})
    void aDatabaseInTroubleMeansTheSurroundings(String state) {
        assertThat(FaultKind.of(new SQLException("no", state))).isEqualTo(SURROUNDINGS);
    }

    @Test
    void aPoolWithoutConnectionsMeansTheSurroundings() {
        assertThat(FaultKind.of(new SQLException("Sorry, acquisition timeout!")))
                .isEqualTo(SURROUNDINGS);
    }

    @Test
    void aBatchIsJudgedByWhatFailedInIt() {
        var batch = new BatchUpdateException("Batch entry 0 was aborted", null, 0, new int[0]);
        batch.setNextException(new SQLException("no", "22021"));
        assertThat(FaultKind.of(batch)).isEqualTo(RECORD);
    }

    @Test
    void brokersAndNetworksMeanTheSurroundings() {
        assertThat(FaultKind.of(new DisconnectException())).isEqualTo(SURROUNDINGS);
        assertThat(FaultKind.of(new ExecutionException(new ConnectException())))
                .isEqualTo(SURROUNDINGS);
        assertThat(FaultKind.of(new LogUnavailableException("no", new RuntimeException())))
                .isEqualTo(SURROUNDINGS);
        assertThat(FaultKind.of(new OutOfMemoryError())).isEqualTo(SURROUNDINGS);
    }

    @Test
    void whatCanNotBeReadMeansTheRecord() {
        assertThat(FaultKind.of(new MalformedEventException("no", new ConnectException())))
                .isEqualTo(RECORD);
        assertThat(FaultKind.of(new RecordTooLargeException())).isEqualTo(RECORD);
        assertThat(FaultKind.of(new StackOverflowError())).isEqualTo(RECORD);
    }

    @Test
    void aBugIsTriedTwice() {
        assertThat(FaultKind.of(new NullPointerException())).isEqualTo(UNCLEAR);
    }
}
