package chatroom.e2e.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.product.Product;
import chatroom.e2e.product.SharedProduct;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The main job, by the API. The first room that is made has a topic of its own, the next shares
/// one: so this class comes first.
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JourneyIT {

    private final Product product = SharedProduct.get();
    private final Talk talk = new Talk(product);
    private final Journey journey = new Journey(product);

    @Test
    @Order(1)
    void twoPeopleAndTwoPersonasTalkInARoomWithATopicOfItsOwn() {
        journey.in("journey-own", System.out::println);
        assertThat(talk.topic("journey-own")).isEqualTo("room.journey-own");
    }

    @Test
    @Order(2)
    void twoPeopleAndTwoPersonasTalkInARoomThatSharesATopic() {
        journey.in("journey-shared", System.out::println);
        assertThat(talk.topic("journey-shared")).isEqualTo("rooms.shared");
    }
}
