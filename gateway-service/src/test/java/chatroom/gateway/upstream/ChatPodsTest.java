package chatroom.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.gateway.routing.Upstream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatPodsTest {

    private static final String NAME = "http://chat-pods:8082";

    private final Upstreams upstreams = new Upstreams(NAME, List.of(NAME), NAME, NAME);
    private final ChatPods pods = new ChatPods(upstreams, List.of(NAME), true);

    @Test
    void everyAddressOfTheNameIsAPod() {
        pods.look(host -> addresses(1, 2, 3));
        assertThat(upstreams.candidates(Upstream.CHAT, "lobby"))
                .containsExactlyInAnyOrder(pod(1), pod(2), pod(3));
    }

    @Test
    void whoComesTakesPartAndWhoGoesIsForgotten() {
        pods.look(host -> addresses(1, 2));
        upstreams.unreachable(pod(1), new Exception("refused"));
        pods.look(host -> addresses(2, 3));
        assertThat(upstreams.candidates(Upstream.CHAT, "lobby"))
                .containsExactlyInAnyOrder(pod(2), pod(3));
    }

    @Test
    void aRoomKeepsItsPodWhileAnotherComes() {
        pods.look(host -> addresses(1, 2));
        Origin before = upstreams.candidates(Upstream.CHAT, "lobby").getFirst();
        pods.look(host -> addresses(2, 1, 3));
        assertThat(upstreams.candidates(Upstream.CHAT, "lobby").getFirst()).isIn(before, pod(3));
    }

    @Test
    void whileDnsIsSilentWhoWasThereStays() {
        pods.look(host -> addresses(1));
        pods.look(host -> {
            throw new UnknownHostException(host);
        });
        assertThat(upstreams.candidates(Upstream.CHAT, "lobby")).containsExactly(pod(1));
    }

    private static Origin pod(int last) {
        return new Origin("10.0.0." + last, 8082, false);
    }

    private static InetAddress[] addresses(int... lasts) throws UnknownHostException {
        var addresses = new InetAddress[lasts.length];
        for (int i = 0; i < lasts.length; i++) {
            addresses[i] = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) lasts[i]});
        }
        return addresses;
    }
}
