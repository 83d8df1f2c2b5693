package chatroom.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RendezvousTest {

    private static final List<String> ROOMS =
            IntStream.range(0, 3_000).mapToObj(i -> "room-" + i).toList();
    private static final List<Origin> PODS =
            IntStream.range(0, 5).mapToObj(i -> new Origin("chat-" + i, 8082, false)).toList();

    @Test
    void aPodThatLeavesMovesOnlyItsOwnRooms() {
        Origin gone = PODS.get(2);
        List<Origin> left = PODS.stream().filter(pod -> !pod.equals(gone)).toList();

        assertThat(ROOMS)
                .allSatisfy(room -> {
                    List<Origin> before = Rendezvous.order(room, PODS);
                    Origin after = Rendezvous.order(room, left).getFirst();
                    // Whoever loses its pod goes where it would have gone next anyway.
                    assertThat(after)
                            .isEqualTo(
                                    before.getFirst().equals(gone)
                                            ? before.get(1)
                                            : before.getFirst());
                });
    }

    @Test
    void roomsSpreadOverThePods() {
        var rooms =
                ROOMS.stream()
                        .collect(
                                Collectors.groupingBy(
                                        room -> Rendezvous.order(room, PODS).getFirst(),
                                        Collectors.counting()));

        assertThat(rooms.values()).hasSize(5).allSatisfy(n -> assertThat(n).isBetween(500L, 700L));
    }

    @Test
    void theOrderOfTheListDoesNotMatter() {
        assertThat(homes(PODS)).isEqualTo(homes(PODS.reversed()));
    }

    private static List<Origin> homes(List<Origin> pods) {
        Function<String, Origin> home = room -> Rendezvous.order(room, pods).getFirst();
        return ROOMS.stream().map(home).toList();
    }
}
