package chatroom.sms.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SenderNumbersTest {

    private static final String SHARED = "+15005550006";
    private static final String LOBBYS = "+15005550007";
    private static final String SPACES = "+15005550008";
    private static final List<String> GIVEN = List.of(SHARED, LOBBYS + "=lobby", SPACES + "=space");

    @Test
    void aRoomHasItsOwnNumberAndAllOthersTheFirst() {
        var senders = new SenderNumbers(Optional.of(GIVEN), Optional.empty());

        assertThat(senders.all()).containsExactly(SHARED, LOBBYS, SPACES);
        assertThat(senders.from("space")).isEqualTo(SPACES);
        assertThat(senders.from("lobby")).isEqualTo(LOBBYS);
        assertThat(senders.from("cafe")).isEqualTo(SHARED);
        assertThat(senders.from(null)).isEqualTo(SHARED);
        assertThat(senders.roomOf(SPACES)).contains("space");
        assertThat(senders.roomOf(SHARED)).isEmpty();
    }

    @Test
    void theMessagingServiceChoosesWhereARoomHasNoNumberOfItsOwn() {
        var senders = new SenderNumbers(Optional.of(GIVEN), Optional.of(" MG1 "));

        assertThat(senders.from("space")).isEqualTo(SPACES);
        assertThat(senders.from("cafe")).isNull();
        assertThat(senders.numberFor("cafe")).isEqualTo(SHARED);
        assertThat(senders.service()).isEqualTo("MG1");
    }

    @Test
    void theMessagingServiceAloneIsEnough() {
        var senders = new SenderNumbers(Optional.empty(), Optional.of("MG1"));

        assertThat(senders.isEmpty()).isFalse();
        assertThat(senders.from("space")).isNull();
        assertThat(senders.numberFor(null)).isNull();
    }

    @Test
    void withoutBothNothingCanBeSent() {
        assertThat(new SenderNumbers(Optional.of(List.of(" ")), Optional.of(" ")).isEmpty())
                .isTrue();
    }
}
