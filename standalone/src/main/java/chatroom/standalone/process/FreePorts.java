package chatroom.standalone.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Chooses ports that nobody listens on.
///
/// They lie below those that the system gives to outgoing connections: a child that died must find
/// its port free when it comes back, however many connections were made meanwhile.
public final class FreePorts {

    private static final int FROM = 20_000;
    private static final int TO = 32_000;
    private static final int TRIES = 1_000;

    private final Set<Integer> given = new HashSet<>();

    /// A port of 127.0.0.1, not given before.
    public int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FROM, TO);
            if (!given.contains(port) && isFree(port)) {
                given.add(port);
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FROM + " and " + TO);
    }

    /// Whether one could listen on a port of 127.0.0.1 now.
    public static boolean isFree(int port) {
        return isFree(InetAddress.getLoopbackAddress(), port);
    }

    /// Whether one could listen on a port of an address of this machine now.
    public static boolean isFree(InetAddress address, int port) {
        return problem(address, port) == null;
    }

    /// Why one could not listen on a port of an address of this machine now, as the system says it;
    /// null where one could.
    public static @Nullable String problem(InetAddress address, int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
