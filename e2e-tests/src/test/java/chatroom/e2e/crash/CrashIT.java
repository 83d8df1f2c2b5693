package chatroom.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.checker.Verdict;
import chatroom.e2e.product.SharedProduct;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// The short form; `./chatroom experiment crash --rounds 20` is the long one.
@Order(99)
class CrashIT {

    @Test
    void nothingThatWasConfirmedIsLostDoubledOrOutOfOrder() {
        SharedProduct.stop();
        Verdict verdict =
                new CrashExperiment(
                                Plan.crash(Integer.getInteger("crash.rounds", 5)),
                                System.out::println)
                        .run()
                        .verdict();
        assertThat(verdict.acked()).isPositive();
        assertThat(verdict.isClean())
                .as(verdict.line() + "\n" + String.join("\n", verdict.findings()))
                .isTrue();
    }
}
