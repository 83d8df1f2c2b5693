package chatroom.ai.turns;

import chatroom.ai.turns.Decision.Silent;
import chatroom.ai.turns.Decision.Speak;
import chatroom.ai.turns.Decision.Speaker;
import chatroom.ai.turns.Decision.Wait;
import chatroom.events.AiSettings.RespondWhen;
import chatroom.mentions.Quotations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Gives the floor: who answers a line, in the room as it is. The first rule that applies wins:
/// mention, reply, talk between people, relevance, rotation.
public final class Floor {

    /// Similarity of a line with a persona's subjects from which on the subject is its own. Set by
    /// the labelled lines of `RelevanceTest`.
    public static final double RELEVANT = 0.42;

    /// How long an answer to nobody in particular lets other people finish what they write.
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration A_MOMENT = Duration.ofMillis(250);

    private final Relevance relevance;

    /// @param relevance asked only where nobody was addressed
    public Floor(Relevance relevance) {
        this.relevance = relevance;
    }

    /// Who answers `said`.
    public Decision decide(Line said, Table room) {
        return said.isPersons() ? answer(said, room) : react(said, room);
    }

    /// AI turns that an answer to `said` would make since a person last spoke.
    public static int hopAfter(Line said, List<Line> lines) {
        if (said.isPersons()) {
            return 1;
        }
        int turns = 0;
        for (Line line : lines.reversed()) {
            if (line.isPersons()) {
                break;
            }
            turns++;
        }
        return Math.max(said.hop(), turns) + 1;
    }

    private Decision answer(Line said, Table room) {
        if (room.seats().isEmpty()) {
            return new Silent(SilenceReason.NO_PERSONA);
        }
        Address address = Address.of(said, room);
        if (room.afterDistress() && !(address instanceof Address.Personas)) {
            return new Silent(SilenceReason.AFTER_DISTRESS);
        }
        return switch (address) {
            case Address.Personas(List<String> personas, Rule rule) ->
                    new Speak(
                            personas.stream()
                                    .limit(Math.max(2, room.settings().maxRepliesPerMessage()))
                                    .map(persona -> new Speaker(persona, rule))
                                    .toList(),
                            1,
                            Map.of());
            case Address.People() -> new Silent(SilenceReason.ADDRESSED_TO_PERSON);
            case Address.Absent() -> new Silent(SilenceReason.PERSONA_ABSENT);
            case Address.Anybody() -> answerOpen(said, room);
        };
    }

    private Decision answerOpen(Line said, Table room) {
        boolean superseded =
                room.lines().stream()
                        .anyMatch(line ->
                                line.isPersons()
                                        && line.seq() > said.seq()
                                        && Address.of(line, room) instanceof Address.Anybody);
        if (superseded) {
            return new Silent(SilenceReason.SUPERSEDED);
        }
        if (room.settings().respondWhen() == RespondWhen.MENTIONED) {
            return new Silent(SilenceReason.NOT_MENTIONED);
        }
        if (Quotations.without(said.text()).isBlank()) {
            return new Silent(SilenceReason.NOTHING_TO_ANSWER);
        }
        if (room.othersType(said) && room.waited().compareTo(PATIENCE) < 0) {
            return new Wait(A_MOMENT);
        }
        return choose(said, room, room.seats(), 1, room.settings().maxRepliesPerMessage());
    }

    private Decision react(Line said, Table room) {
        int hop = hopAfter(said, room.lines());
        var aiToAi = room.settings().aiToAi();
        if (hop > 1 + aiToAi.maxHops()) {
            return new Silent(SilenceReason.HOPS_SPENT);
        }
        if (!room.typing().isEmpty()) {
            return new Silent(SilenceReason.HUMAN_TYPING);
        }
        List<Seat> others =
                room.seats().stream().filter(seat -> !said.isBy(seat.persona())).toList();
        if (others.isEmpty()) {
            return new Silent(SilenceReason.NO_PERSONA);
        }
        if (Address.of(said, room) instanceof Address.Personas(List<String> personas, Rule rule)) {
            return new Speak(List.of(new Speaker(personas.getFirst(), rule)), hop, Map.of());
        }
        if (Quotations.without(said.text()).isBlank()) {
            return new Silent(SilenceReason.NOTHING_TO_ANSWER);
        }
        if (room.lines().stream().anyMatch(line -> line.seq() > said.seq())) {
            return new Silent(SilenceReason.SUPERSEDED);
        }
        if (room.settings().respondWhen() == RespondWhen.MENTIONED) {
            return new Silent(SilenceReason.NOT_MENTIONED);
        }
        if (Dice.roll(said.id()) >= aiToAi.chance() * Math.pow(0.5, hop - 2)) {
            return new Silent(SilenceReason.CHANCE);
        }
        return choose(said, room, others, hop, 1);
    }

    private Decision choose(Line said, Table room, List<Seat> seats, int hop, int most) {
        List<Seat> rested = Rota.rested(seats, room.lines(), room.settings().cooldown());
        Map<String, Double> scores = relevance.of(Quotations.without(said.text()), rested);
        var relevant = new ArrayList<Seat>(rested);
        relevant.removeIf(seat -> scores.getOrDefault(seat.persona(), 0.0) < RELEVANT);
        relevant.sort((a, b) ->
                Double.compare(
                        scores.getOrDefault(b.persona(), 0.0),
                        scores.getOrDefault(a.persona(), 0.0)));
        if (!relevant.isEmpty()) {
            return new Speak(
                    relevant.stream()
                            .limit(most)
                            .map(seat -> new Speaker(seat.persona(), Rule.RELEVANCE))
                            .toList(),
                    hop,
                    scores);
        }
        if (room.settings().respondWhen() == RespondWhen.RELEVANT) {
            return new Silent(SilenceReason.NOT_RELEVANT, scores);
        }
        return Rota.next(rested, room.lines())
                .<Decision>map(seat ->
                        new Speak(List.of(new Speaker(seat.persona(), Rule.ROTATION)), hop, scores))
                .orElseGet(() -> new Silent(SilenceReason.NO_PERSONA, scores));
    }
}
