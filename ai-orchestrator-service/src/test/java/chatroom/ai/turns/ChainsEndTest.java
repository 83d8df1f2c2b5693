package chatroom.ai.turns;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.ai.turns.Decision.Speak;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// P13: however personas provoke each other, and however often a line is delivered, the talk ends.
class ChainsEndTest {

    private static final Map<String, Seat> SEATS =
            Map.of("einstein", Room.EINSTEIN, "curie", Room.CURIE, "twain", Room.TWAIN);

    @Property
    void personasThatAlwaysMentionEachOtherComeToAnEnd(
            @ForAll @IntRange(max = 6) int maxHops,
            @ForAll @DoubleRange(min = 0, max = 1) double chance,
            @ForAll @IntRange(min = 1, max = 5) int maxReplies,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 2) Integer> people,
            @ForAll @IntRange(min = 1, max = 3) int deliveries) {
        var room = new Room();
        room.maxHops = maxHops;
        room.chance = chance;
        room.maxReplies = maxReplies;
        var floor = new Floor((text, seats) -> Map.of());
        for (int kind : people) {
            Queue<Line> unanswered = new ArrayDeque<>();
            unanswered.add(
                    room.says(
                            "alice",
                            switch (kind) {
                                case 0 -> "hello";
                                case 1 -> "@einstein hello";
                                default -> "@einstein @curie @twain hello";
                            }));
            int turns = 0;
            while (!unanswered.isEmpty()) {
                Line said = unanswered.remove();
                // A second delivery decides as the first did, as long as the room is the same.
                Decision decision = floor.decide(said, room.table());
                for (int i = 1; i < deliveries; i++) {
                    assertThat(floor.decide(said, room.table())).isEqualTo(decision);
                }
                if (decision instanceof Speak speak) {
                    for (Decision.Speaker speaker : speak.speakers()) {
                        unanswered.add(
                                room.replies(
                                        Objects.requireNonNull(SEATS.get(speaker.persona())),
                                        "@einstein @curie @twain go on!",
                                        said));
                        turns++;
                    }
                }
            }
            // The first answers, and then one for each hop that is left.
            assertThat(turns).isLessThanOrEqualTo(Math.max(2, maxReplies) + maxHops);
        }
    }
}
