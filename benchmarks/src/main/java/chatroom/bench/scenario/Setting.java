package chatroom.bench.scenario;

import chatroom.bench.floor.KafkaFloor;
import chatroom.bench.target.Product;
import chatroom.bench.target.Server;
import chatroom.bench.target.SocketIo;
import java.time.Duration;
import java.util.List;

/// What the benchmarks share.
///
/// @param rooms without personas, for many small rooms and idle sockets
/// @param largeRoom another one
/// @param time of each measured window
/// @param rounds in which the contenders take turns
public record Setting(
        Product product,
        SocketIo socketIo,
        KafkaFloor floor,
        List<String> rooms,
        String largeRoom,
        Duration time,
        int rounds) {

    /// Before each measured window, at the same pace.
    static final Duration WARM = Duration.ofSeconds(5);

    /// For what comings and goings leave to be done.
    static final Duration SETTLE = Duration.ofSeconds(8);

    /// Those that are compared, in the order of their turns.
    List<Server> servers() {
        return List.of(product.direct(), product.throughGateway(), socketIo.server());
    }
}
