package chatroom.roomlog;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.events.EventJson;
import chatroom.events.MalformedEventException;
import chatroom.events.UserState;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// A1: no text of people in what is logged of a failure.
class FailureReasonTest {

    @Test
    void aDatabasesWordsAreLeftOut() {
        var batch =
                new BatchUpdateException(
                        "Batch entry 0 insert into messages values ('my secret') was aborted",
                        "22021",
                        0,
                        new int[0],
                        new SQLException("Detail: (my secret)", "22021"));
        assertThat(FailureReason.of(batch))
                .contains("BatchUpdateException SQLSTATE 22021 by SQLException SQLSTATE 22021")
                .contains("at chatroom.roomlog.FailureReasonTest:")
                .doesNotContain("secret");
    }

    @Test
    void aParsersWordsAreLeftOut() {
        try {
            EventJson.read("{\"id\": my secret}".getBytes(StandardCharsets.UTF_8), UserState.class);
        } catch (MalformedEventException e) {
            assertThat(FailureReason.of(e))
                    .contains("MalformedEventException: not a UserState")
                    .doesNotContain("secret");
            return;
        }
        throw new AssertionError("it was read");
    }
}
