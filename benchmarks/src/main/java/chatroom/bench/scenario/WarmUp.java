package chatroom.bench.scenario;

import chatroom.bench.load.Crowd;
import chatroom.bench.load.Meter;
import chatroom.bench.process.Quiet;
import chatroom.bench.target.Server;
import java.time.Duration;

/// Lets every contender talk for a while before it is measured: what is compared is servers that
/// have been up for some time, not how fast their compilers are.
public final class WarmUp {

    private static final double PER_SECOND = 5;
    private static final Duration TIME = Duration.ofSeconds(60);

    private final Setting setting;

    public WarmUp(Setting setting) {
        this.setting = setting;
    }

    /// Talks in turn with each contender, and waits until all are quiet.
    public void run() {
        for (Server server : setting.servers()) {
            Quiet.await(server.processes(), Setting.SETTLE);
            try (Crowd crowd =
                    Crowd.enter(
                            server.port(),
                            server.dialect(),
                            setting.rooms(),
                            ManyRooms.SOCKETS_PER_ROOM,
                            "w")) {
                crowd.talk(PER_SECOND, Duration.ZERO, TIME, Meter.NONE);
            }
            Progress.say("warm: %s", server.name());
        }
        setting.floor().talk(PER_SECOND, Duration.ZERO, TIME, Meter.NONE);
        Quiet.await(setting.product().processes(), Setting.SETTLE);
    }
}
