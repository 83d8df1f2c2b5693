package chatroom.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chatroom.e2e.crash.Plan.Mutation;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void fiveRoundsWithAllSafeguardsAreUsual() {
        assertThat(Plan.parse("crash")).isEqualTo(new Plan(5, Mutation.NONE));
    }

    @Test
    void roundsAndMutationAreTaken() {
        assertThat(Plan.parse("crash", "--rounds", "20", "--mutation", "ack-before-broker"))
                .isEqualTo(new Plan(20, Mutation.ACK_BEFORE_BROKER));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatIllegalArgumentException().isThrownBy(Plan::parse).withMessageContaining("crash");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plan.parse("crash", "--rounds", "0"))
                .withMessageContaining("1 to 9999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plan.parse("crash", "--mutation", "magic"))
                .withMessageContaining("magic");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plan.parse("crash", "--rounds"))
                .withMessageContaining("needs a value");
    }
}
