package chatroom.ai.personas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatroom.ai.output.Tokens;
import chatroom.ai.turns.Line;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CardsTest {

    @Test
    void everySeededPersonaCanSpeakWithoutAModel() {
        assertThat(TestCards.SEEDED.all()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(TestCards.SEEDED.all())
                .allSatisfy(card -> {
                    assertThat(card.voice()).isNotEmpty();
                    assertThat(card.voice())
                            .allSatisfy(topic -> {
                                assertThat(topic.cues()).isNotEmpty();
                                assertThat(topic.lines()).isNotEmpty();
                            });
                    assertThat(card.reactions()).isNotEmpty();
                    assertThat(card.catchAll()).isNotEmpty();
                    assertThat(card.cannotAnswer()).isNotEmpty();
                });
    }

    @Test
    void everyLineOfACardFitsItsOwnCap() {
        assertThat(TestCards.SEEDED.all())
                .allSatisfy(card ->
                        assertThat(lines(card))
                                .allSatisfy(line ->
                                        assertThat(Tokens.count(line))
                                                .as(line)
                                                .isLessThanOrEqualTo(
                                                        card.styleConstraints().maxTokens())));
    }

    /// Phones are in rooms too: with the speaker's name, 160 plain characters or 70 of any kind.
    @Test
    void everyLineOfACardFitsOneSms() {
        assertThat(TestCards.SEEDED.all())
                .allSatisfy(card ->
                        assertThat(lines(card))
                                .allSatisfy(line ->
                                        assertThat(line.length())
                                                .as(line)
                                                .isLessThanOrEqualTo(
                                                        line.matches("[ -Z_a-zèéùìò]*")
                                                                ? Line.FITS_A_PHONE
                                                                : 60)));
    }

    @Test
    void aPersonaWithoutACardStopsTheStart() {
        assertThatThrownBy(() -> new Cards(List.of("nobody")))
                .hasMessageContaining("personas/nobody.json");
    }

    private static List<String> lines(Card card) {
        return Stream.of(
                        card.voice().stream().flatMap(topic -> topic.lines().stream()),
                        card.reactions().stream(),
                        card.catchAll().stream())
                .flatMap(lines -> lines)
                .toList();
    }
}
