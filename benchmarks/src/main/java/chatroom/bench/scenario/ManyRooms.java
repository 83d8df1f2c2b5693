package chatroom.bench.scenario;

import chatroom.bench.load.Crowd;
import chatroom.bench.load.Meter;
import chatroom.bench.load.Window;
import chatroom.bench.process.Processes;
import chatroom.bench.process.Quiet;
import chatroom.bench.target.Server;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// (b) Two hundred rooms with five sockets each, at two paces.
public final class ManyRooms {

    static final int SOCKETS_PER_ROOM = 5;
    private static final List<Double> PACES = List.of(2.0, 10.0);
    private static final String FLOOR = "raw Kafka";

    private static final double P50_MARGIN = 1;
    private static final double P99_FACTOR = 1.2;
    private static final double P99_MARGIN = 3;

    private final Setting setting;
    private final Map<Double, Rounds> byPace = new LinkedHashMap<>();

    /// Talks at a pace for a time.
    @FunctionalInterface
    private interface Talk {
        Window at(double pace, Duration warm, Duration time, Meter meter);
    }

    public ManyRooms(Setting setting) {
        this.setting = setting;
        PACES.forEach(pace -> byPace.put(pace, new Rounds()));
    }

    /// Measures.
    public void run() {
        for (int round = 0; round < setting.rounds(); round++) {
            for (Server server : setting.servers()) {
                visit(server, round);
            }
            Processes broker = setting.product().process("kafka");
            Quiet.await(setting.product().processes(), Setting.SETTLE);
            paces(FLOOR, broker, round, setting.floor()::talk);
        }
    }

    private void visit(Server server, int round) {
        Quiet.await(server.processes(), Setting.SETTLE);
        try (Crowd crowd =
                Crowd.enter(
                        server.port(),
                        server.dialect(),
                        setting.rooms(),
                        SOCKETS_PER_ROOM,
                        "b" + round + "g")) {
            Quiet.await(server.processes(), Setting.SETTLE);
            paces(server.name(), server.processes(), round, crowd::talk);
        }
    }

    private void paces(String contender, Processes processes, int round, Talk talk) {
        byPace.forEach((pace, rounds) -> {
            Run run =
                    Measured.run(
                            processes,
                            Setting.WARM.plus(setting.time()),
                            meter -> talk.at(pace, Setting.WARM, setting.time(), meter));
            rounds.add(contender, run);
            Progress.run("(b) %.0f/s %s".formatted(pace, contender), round, run);
        });
    }

    /// Prints what came of it.
    public void print(Table table) {
        byPace.forEach((pace, rounds) -> {
            table.title(
                    "(b) %d rooms × %d sockets at %.0f messages/s a room",
                    setting.rooms().size(), SOCKETS_PER_ROOM, pace);
            Deliveries.print(table, rounds);
            for (Server ours :
                    List.of(setting.product().direct(), setting.product().throughGateway())) {
                goals(table, rounds, ours.name());
            }
        });
    }

    private static void goals(Table table, Rounds rounds, String ours) {
        double above = rounds.median(ours, FLOOR, (own, floor) -> own.p50() - floor.p50());
        table.goal(
                above <= P50_MARGIN,
                "%s: p50 is raw Kafka's %+.2f ms (goal: at most +%.0f ms).",
                ours,
                above,
                P50_MARGIN);
        double allowed =
                rounds.median(
                        ours,
                        FLOOR,
                        (own, floor) -> own.p99() - (P99_FACTOR * floor.p99() + P99_MARGIN));
        table.goal(
                allowed <= 0,
                "%s: p99 is %.1f × raw Kafka's + %.0f ms, %+.2f ms.",
                ours,
                P99_FACTOR,
                P99_MARGIN,
                allowed);
    }
}
