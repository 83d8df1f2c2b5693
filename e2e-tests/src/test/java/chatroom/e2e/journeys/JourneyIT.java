package chatroom.e2e.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.Frame;
import chatroom.e2e.client.RoomClient;
import chatroom.e2e.journeys.Talk.Party;
import chatroom.e2e.product.Product;
import chatroom.e2e.product.SharedProduct;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The main job, by the API. The first room that is made has a topic of its own, the next shares
/// one: so this class comes first.
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JourneyIT {

    private static final long AT_MOST_MILLIS = 2_000;

    private final Product product = SharedProduct.get();
    private final Talk talk = new Talk(product);

    @Test
    @Order(1)
    void twoPeopleAndTwoPersonasTalkInARoomWithATopicOfItsOwn() {
        talkIn("journey-own");
        assertThat(talk.topic("journey-own")).isEqualTo("room.journey-own");
    }

    @Test
    @Order(2)
    void twoPeopleAndTwoPersonasTalkInARoomThatSharesATopic() {
        talkIn("journey-shared");
        assertThat(talk.topic("journey-shared")).isEqualTo("rooms.shared");
    }

    private void talkIn(String room) {
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
            System.out.printf(
                    "first message in brand-new %s: thinking after %d ms, speaking after %d ms,"
                            + " answered after %d ms%n",
                    room, (begun.at() - question.at()) / 1_000_000, spoken, millis);
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
                                            java.util.Map.of(
                                                    "content",
                                                    "@" + party.b().name() + " line " + number))
                                    .expect(201));
            Account late = Api.at(product.url()).signUp(SharedProduct.name("cora"));
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
        try (var client = RoomClient.enter(product.url(), account.door(room))) {
            return client.frames().getFirst();
        }
    }
}
