package chatroom.bench.scenario;

import chatroom.bench.load.Crowd;
import chatroom.bench.process.JavaHeap;
import chatroom.bench.process.Processes;
import chatroom.bench.process.Processes.Memory;
import chatroom.bench.process.Quiet;
import chatroom.bench.target.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// (c) Ten thousand sockets on which nothing happens. Runs first, on processes that were just
/// started: one that had more memory before hides what a socket takes.
public final class IdleSockets {

    private static final int SOCKETS = 10_000;

    /// The gateway has two descriptors a socket, and 20,000 are a usual limit.
    private static final int SOCKETS_THROUGH_GATEWAY = 4_000;

    private static final double GOAL = 12;

    /// For heartbeats and pings.
    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final Duration SETTLE = Duration.ofSeconds(20);

    private final Setting setting;
    private final List<Growth> growths = new ArrayList<>();

    /// What sockets added to a process, in kB a socket.
    ///
    /// @param live objects on the heap after a collection; NaN where there is no telling
    /// @param entered sockets a second that came in
    /// @param cores of all the contender's processes while nothing happened
    private record Growth(
            String contender,
            String process,
            int sockets,
            double rss,
            double pss,
            double live,
            double entered,
            double cores) {}

    public IdleSockets(Setting setting) {
        this.setting = setting;
    }

    /// Measures.
    public void run() {
        Server direct = setting.product().direct();
        Server gateway = setting.product().throughGateway();
        Server socketIo = setting.socketIo().server();
        measure(direct, SOCKETS, "chat", setting.product().process("chat"), true);
        measure(
                gateway,
                SOCKETS_THROUGH_GATEWAY,
                "gateway",
                setting.product().process("gateway"),
                true);
        measure(socketIo, SOCKETS, "node", socketIo.processes(), false);
    }

    private void measure(Server server, int sockets, String name, Processes process, boolean java) {
        Quiet.await(server.processes(), SETTLE);
        double liveBefore = java ? JavaHeap.collect(process.pid(name)) : Double.NaN;
        Memory before = process.memory(name);
        long begin = System.nanoTime();
        try (Crowd crowd =
                Crowd.enter(
                        server.port(),
                        server.dialect(),
                        setting.rooms(),
                        sockets / setting.rooms().size(),
                        "c")) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            Quiet.await(server.processes(), SETTLE);
            double cores = Quiet.cores(server.processes(), IDLE);
            double live = java ? JavaHeap.collect(process.pid(name)) : Double.NaN;
            Memory after = process.memory(name);
            if (crowd.size() != sockets) {
                throw new IllegalStateException(
                        "%d of %d sockets are left".formatted(crowd.size(), sockets));
            }
            var growth =
                    new Growth(
                            server.name(),
                            name,
                            sockets,
                            (double) (after.rss() - before.rss()) / sockets,
                            (double) (after.pss() - before.pss()) / sockets,
                            (live - liveBefore) / sockets,
                            sockets / seconds,
                            cores);
            growths.add(growth);
            Progress.say("(c) %s", growth);
        }
    }

    /// Prints what came of it.
    public void print(Table table) {
        table.title("(c) idle sockets in %d rooms", setting.rooms().size());
        table.head(
                "",
                "process",
                "sockets",
                "kB a socket (RSS)",
                "(PSS)",
                "live objects",
                "sockets/s coming in",
                "cores, idle");
        for (Growth growth : growths) {
            table.row(
                    List.of(
                            growth.contender(),
                            growth.process(),
                            Integer.toString(growth.sockets()),
                            Table.number(growth.rss()),
                            Table.number(growth.pss()),
                            Table.number(growth.live()),
                            Table.number(growth.entered()),
                            Table.number(growth.cores())));
        }
        double chat = growths.get(0).rss();
        double gateway = growths.get(1).rss();
        table.goal(
                chat <= GOAL, "chat-service %.1f kB a socket (goal: at most %.0f kB).", chat, GOAL);
        table.goal(
                chat + gateway <= GOAL,
                "gateway and chat-service together %.1f kB a socket.",
                chat + gateway);
    }
}
