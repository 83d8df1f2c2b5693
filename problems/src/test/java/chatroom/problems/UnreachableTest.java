package chatroom.problems;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class UnreachableTest {

    @Test
    void aLostConnectionAFullServerAndAnEmptyPoolAreOutages() {
        assertThat(Unreachable.database(failure("08006"))).isTrue();
        assertThat(Unreachable.database(failure("57P01"))).isTrue();
        assertThat(Unreachable.database(failure("53300"))).isTrue();
        assertThat(Unreachable.database(failure(null))).isTrue();
    }

    @Test
    void aCommitThatFailsHasItsReasonAmongWhatItSuppressed() {
        var commit = new IllegalStateException("could not commit");
        commit.addSuppressed(new IllegalStateException(new SQLException("gone", "57P01")));
        assertThat(Unreachable.database(new IllegalStateException(commit))).isTrue();
    }

    @Test
    void aStatementThatIsWrongIsOurOwnFault() {
        assertThat(Unreachable.database(failure("42703"))).isFalse();
        assertThat(Unreachable.database(new PersistenceException("no cause"))).isFalse();
    }

    private static PersistenceException failure(@org.jspecify.annotations.Nullable String state) {
        return new PersistenceException("failed", new SQLException("failed", state));
    }
}
