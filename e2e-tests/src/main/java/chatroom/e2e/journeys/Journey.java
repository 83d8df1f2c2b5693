package chatroom.e2e.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.Frame;
import chatroom.e2e.client.RoomClient;
import chatroom.e2e.journeys.Talk.Party;
import chatroom.e2e.product.Installation;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The main job, by the API: two people and two personas talk in a room, a third comes later.
public final class Journey {

    private static final long AT_MOST_MILLIS = 2_000;

    private final Installation installation;
    private final Talk talk;

    public Journey(Installation installation) {
        this.installation = installation;
        this.talk = new Talk(installation);
    }

    /// Goes it in a fresh room.
    ///
    /// @param say is told how fast the first answer was
    /// @throws AssertionError where something is not as it should be
    public void in(String room, Consumer<String> say) {
        try (Party party = talk.gather(room)) {
            // The room is brand-new: its first message is answered as fast as any.
            party.atA().say("@einstein what is time?");
            Frame question = Talk.line(party, "@einstein what is time?");
            Frame said = Talk.answer(party, question);
            assertThat(said.personaId()).isEqualTo("einstein");
            long millis = (said.at() - question.at()) / 1_000_000;
            Frame begun =
                    party.atA()
                            .await(
                                    "ai_start",
                                    frame -> frame.is("ai_start") && frame.id().equals(said.id()));
            Frame piece =
                    party.atA()
                            .await(
                                    "its first piece",
                                    frame -> frame.is("ai_delta") && frame.id().equals(said.id()));
            long spoken = (piece.at() - question.at()) / 1_000_000;
            say.accept(
                    "first message in brand-new %s: thinking after %d ms, speaking after %d ms, answered after %d ms"
                            .formatted(
                                    room,
                                    (begun.at() - question.at()) / 1_000_000,
                                    spoken,
                                    millis));
            // How long it then takes to say depends on how long the line is.
            assertThat(spoken).isLessThan(AT_MOST_MILLIS);

            party.atB().say("I never carry a watch to dinner.");
            Frame remark = Talk.line(party, "I never carry a watch to dinner.");
            Frame reaction = Talk.answer(party, remark);
            assertThat(reaction.personaId()).isIn("einstein", "shakespeare");
            assertThat(talk.settledAnswers(party.atA(), remark)).isEqualTo(1);
            assertThat(talk.settledAnswers(party.atB(), question)).isEqualTo(1);

            List<String> live =
                    party.atA().frames().stream()
                            .filter(Frame::isMessage)
                            .map(frame -> frame.seq() + " " + frame.id())
                            .toList();
            assertThat(live).hasSize(4);
            Frame reloaded = history(party.a(), room);
            assertThat(Talk.places(reloaded.messages())).isEqualTo(live);

            IntStream.rangeClosed(1, 60)
                    .forEach(number ->
                            party.a()
                                    .api()
                                    .post(
                                            "/api/rooms/" + room + "/messages",
                                            Map.of(
                                                    "content",
                                                    "@" + party.b().name() + " line " + number))
                                    .expect(201));
            Account late = Api.at(installation.url()).signUp(Names.fresh("cora"));
            late.join(room);
            Frame first = history(late, room);
            assertThat(first.messages()).hasSize(50);
            assertThat(Talk.texts(first))
                    .isEqualTo(
                            IntStream.rangeClosed(11, 60)
                                    .mapToObj(number -> "@" + party.b().name() + " line " + number)
                                    .toList());
            assertThat(Talk.places(first.messages()))
                    .isEqualTo(Talk.places(history(party.b(), room).messages()));
        }
    }

    private Frame history(Account account, String room) {
        try (var client = RoomClient.enter(installation.url(), account.door(room))) {
            return client.frames().getFirst();
        }
    }
}
