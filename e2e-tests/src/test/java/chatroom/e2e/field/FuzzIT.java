package chatroom.e2e.field;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.product.SharedProduct;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// A short run of the fuzz experiment, on the product that other tests use too.
@Order(4)
class FuzzIT {

    private static final long SEED = 20_261_129;
    private static final int CALLS = 1_200;
    private static final int FRAMES = 200;

    @Test
    @DisplayName("A2: no bad value makes any service answer 500")
    void noCallFailsAndThePeopleGoOnTalking() throws InterruptedException {
        List<String> found = new ArrayList<>();
        var fuzz =
                new Fuzz(
                        SharedProduct.get(),
                        SharedProduct.ADMIN_PASSWORD,
                        SharedProduct::name,
                        found::add);

        Fuzz.Outcome outcome = fuzz.run(SEED, CALLS, FRAMES);

        System.out.println("fuzz: " + outcome.line());
        assertThat(outcome.isClean())
                .as("%s%n%s", outcome.line(), String.join(System.lineSeparator(), found))
                .isTrue();
    }
}
