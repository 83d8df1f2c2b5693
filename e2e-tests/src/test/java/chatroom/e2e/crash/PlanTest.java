package chatroom.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chatroom.e2e.crash.Plan.Kind;
import chatroom.e2e.crash.Plan.Mutation;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void fiveRoundsWithAllSafeguardsAreUsual() {
        assertThat(Plan.parse("crash")).isEqualTo(Plan.crash(5));
    }

    @Test
    void roundsAndMutationAreTaken() {
        assertThat(Plan.parse("crash", "--rounds", "20", "--mutation", "ack-before-broker"))
                .isEqualTo(new Plan(Kind.CRASH, 20, 1, false, Mutation.ACK_BEFORE_BROKER));
    }

    @Test
    void upgradesAreTriedWithTwoPodsInThreeRounds() {
        assertThat(Plan.parse("rolling"))
                .isEqualTo(new Plan(Kind.ROLLING, 3, 2, false, Mutation.NONE));
    }

    @Test
    void whatComposeRunsIsTakenAsItIs() {
        assertThat(Plan.parse("crash", "--compose", "--rounds", "1"))
                .isEqualTo(new Plan(Kind.CRASH, 1, 1, true, Mutation.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Plan.parse("crash", "--compose", "--mutation", "ack-before-broker"))
                .withMessageContaining("product of its own");
    }

    @Test
    void onlyWhatComposeRunsIsRestored() {
        assertThat(Plan.parse("restore", "--compose").rounds()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plan.parse("restore"))
                .withMessageContaining("--compose");
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
