package chatroom.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseFailuresTest {

    @Test
    void aLostConnectionAFullServerAndAnEmptyPoolAreOutages() {
        assertThat(DatabaseFailures.isUnreachable(failure("08006"))).isTrue();
        assertThat(DatabaseFailures.isUnreachable(failure("57P01"))).isTrue();
        assertThat(DatabaseFailures.isUnreachable(failure("53300"))).isTrue();
        assertThat(DatabaseFailures.isUnreachable(failure(null))).isTrue();
    }

    @Test
    void aStatementThatIsWrongIsOurOwnFault() {
        assertThat(DatabaseFailures.isUnreachable(failure("42703"))).isFalse();
        assertThat(DatabaseFailures.isUnreachable(new PersistenceException("no cause"))).isFalse();
    }

    private static PersistenceException failure(@org.jspecify.annotations.Nullable String state) {
        return new PersistenceException("failed", new SQLException("failed", state));
    }
}
