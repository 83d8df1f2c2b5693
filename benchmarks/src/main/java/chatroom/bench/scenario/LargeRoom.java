package chatroom.bench.scenario;

import chatroom.bench.load.Crowd;
import chatroom.bench.process.Quiet;
import chatroom.bench.target.Server;
import java.util.List;

/// (a) One room with a thousand sockets, twenty messages a second.
public final class LargeRoom {

    private static final int SOCKETS = 1_000;
    private static final double PER_SECOND = 20;

    /// How many times cheaper a delivery is to be.
    private static final double GOAL = 1.3;

    private final Setting setting;
    private final Rounds rounds = new Rounds();

    public LargeRoom(Setting setting) {
        this.setting = setting;
    }

    /// Measures.
    public void run() {
        for (int round = 0; round < setting.rounds(); round++) {
            for (Server server : setting.servers()) {
                Quiet.await(server.processes(), Setting.SETTLE);
                rounds.add(server.name(), visit(server, round));
                Progress.run("(a) " + server.name(), round, rounds.of(server.name()).get(round));
            }
        }
    }

    private Run visit(Server server, int round) {
        List<String> room = List.of(setting.largeRoom());
        try (Crowd crowd =
                Crowd.enter(server.port(), server.dialect(), room, SOCKETS, "a" + round + "g")) {
            Quiet.await(server.processes(), Setting.SETTLE);
            return Measured.run(
                    server.processes(),
                    Setting.WARM.plus(setting.time()),
                    meter -> crowd.talk(PER_SECOND, Setting.WARM, setting.time(), meter));
        }
    }

    /// Prints what came of it.
    public void print(Table table) {
        table.title("(a) 1 room × %,d sockets at %.0f messages/s", SOCKETS, PER_SECOND);
        Deliveries.print(table, rounds);
        String theirs = setting.socketIo().server().name();
        for (Server ours :
                List.of(setting.product().direct(), setting.product().throughGateway())) {
            double ratio =
                    rounds.median(
                            ours.name(),
                            theirs,
                            (own, other) -> own.cpuPerMillion() / other.cpuPerMillion());
            table.goal(
                    ratio <= 1 / GOAL,
                    "%s: %.2f of socket.io's CPU a delivery (goal: at most 1/%.1f = %.2f).",
                    ours.name(),
                    ratio,
                    GOAL,
                    1 / GOAL);
        }
    }
}
