package chatroom.bench;

import chatroom.bench.Options.Part;
import chatroom.bench.floor.KafkaFloor;
import chatroom.bench.scenario.IdleSockets;
import chatroom.bench.scenario.LargeRoom;
import chatroom.bench.scenario.ManyRooms;
import chatroom.bench.scenario.Setting;
import chatroom.bench.scenario.Table;
import chatroom.bench.scenario.WarmUp;
import chatroom.bench.target.Product;
import chatroom.bench.target.SocketIo;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/// The program behind `./chatroom bench`.
public final class Bench {

    private static final int ROOMS = 200;
    private static final int MISUSED = 2;

    private Bench() {}

    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Options.USAGE);
            System.exit(MISUSED);
            return;
        }
        Path root = root();
        long begun = System.nanoTime();
        System.err.println("Starting the chatroom and socket.io.");
        try (SocketIo socketIo = new SocketIo(root.resolve("benchmarks/peer"));
                Product product = Product.start(root)) {
            List<String> rooms = product.api().rooms("bench-", ROOMS);
            String largeRoom = product.api().rooms("bench-large-", 1).getFirst();
            try (KafkaFloor floor = new KafkaFloor(product.kafka(), ROOMS)) {
                var setting =
                        new Setting(
                                product,
                                socketIo,
                                floor,
                                rooms,
                                largeRoom,
                                options.time(),
                                options.rounds());
                measure(options, setting, new Table(System.out));
            }
        }
        System.err.printf("Done after %.0f s.%n", (System.nanoTime() - begun) / 1e9);
    }

    private static void measure(Options options, Setting setting, Table table) {
        if (options.parts().contains(Part.C)) {
            var idle = new IdleSockets(setting);
            idle.run();
            idle.print(table);
        }
        if (options.parts().contains(Part.A) || options.parts().contains(Part.B)) {
            new WarmUp(setting).run();
        }
        if (options.parts().contains(Part.A)) {
            var large = new LargeRoom(setting);
            large.run();
            large.print(table);
        }
        if (options.parts().contains(Part.B)) {
            var many = new ManyRooms(setting);
            many.run();
            many.print(table);
        }
    }

    /// Built at `benchmarks/target/benchmarks.jar`, three steps below the repository's root.
    private static Path root() {
        try {
            Path jar =
                    Path.of(
                            Bench.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return jar.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
