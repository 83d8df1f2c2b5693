package chatroom.e2e.field;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.product.SharedProduct;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// One round of `./chatroom experiment field silent` (B1, P17).
@Order(3)
class SilentNetworkIT {

    @Test
    void aSilentNetworkIsNoticedAtBothEndsAndLosesNothing() throws Exception {
        var result = SilentNetwork.run(SharedProduct.get(), 1, System.out::println);

        assertThat(result.passed()).as(result.line()).isTrue();
    }
}
