package chatroom.gateway.upstream;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/// Highest-random-weight hashing: every gateway finds the same pod for a room without talking to
/// the others, and when a pod goes only its rooms move.
final class Rendezvous {

    private Rendezvous() {}

    /// The pods in the order in which a room prefers them.
    static List<Origin> order(String room, List<Origin> pods) {
        if (pods.size() < 2) {
            return pods;
        }
        long roomHash = hash(room);
        return pods.stream()
                .sorted(
                        Comparator.comparingLong(
                                        (Origin pod) -> mixed(roomHash ^ hash(pod.toString())))
                                .reversed())
                .toList();
    }

    /// FNV-1a over the text's bytes.
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return mixed(hash);
    }

    /// SplitMix64's finaliser: similar inputs come out unrelated.
    private static long mixed(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
