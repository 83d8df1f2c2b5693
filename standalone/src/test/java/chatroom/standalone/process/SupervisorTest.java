package chatroom.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir Path directory = Path.of("");
    private final Events events = new Events();
    private Supervisor supervisor =
            new Supervisor(Path.of(""), new LogFiles(Path.of("")), events, Duration.ZERO);

    @BeforeEach
    void supervise() {
        supervisor = new Supervisor(directory, new LogFiles(directory), events, Duration.ZERO);
    }

    @AfterEach
    void stopAll() {
        supervisor.stop(List.of("child", "other"));
    }

    @Test
    void aChildIsReadyOnceItsProbeSaysSo() throws Exception {
        supervisor.start(child("sleep 0.2; touch ready; exec sleep 60"));
        supervisor.awaitReady("child", SOON);
        assertThat(directory.resolve("ready")).exists();
        assertThat(events.pids).hasSize(1);
    }

    @Test
    void aChildThatIsKilledIsStartedAgain() throws Exception {
        supervisor.start(child("touch ready; exec sleep 60"));
        supervisor.awaitReady("child", SOON);
        kill(events.pids.getFirst());
        await().until(() -> events.pids.size() == 2);
        assertThat(ProcessHandle.of(events.pids.getLast())).get().matches(ProcessHandle::isAlive);
        assertThat(events.deaths).containsExactly("child 137");
        assertThat(pidFile("child").process())
                .map(ProcessHandle::pid)
                .contains(events.pids.getLast());
    }

    @Test
    @DisplayName("B2: a child that cannot be started again is tried until that is possible")
    void aStartThatFailsIsTriedAgain() throws Exception {
        var full = new AtomicBoolean();
        supervisor.start(
                child(
                        "touch ready; exec sleep 60",
                        () -> {
                            if (full.get()) {
                                throw new UncheckedIOException(
                                        new IOException("No space left on device"));
                            }
                        }));
        supervisor.awaitReady("child", SOON);
        full.set(true);
        kill(events.pids.getFirst());
        await().until(() -> events.failures.size() > 3);
        assertThat(events.failures.getFirst()).isEqualTo("child No space left on device");
        full.set(false);
        await().until(() -> events.pids.size() == 2);
        assertThat(ProcessHandle.of(events.pids.getLast())).get().matches(ProcessHandle::isAlive);
    }

    @Test
    @DisplayName("B2: a process that could not be written down is written down later")
    void aPidThatCouldNotBeWrittenIsWrittenLater() throws Exception {
        Files.createDirectory(directory.resolve("child.pid"));
        supervisor.start(child("touch ready; exec sleep 60"));
        supervisor.awaitReady("child", SOON);
        assertThat(ProcessHandle.of(events.pids.getFirst())).get().matches(ProcessHandle::isAlive);
        Files.delete(directory.resolve("child.pid"));
        supervisor.recordPids();
        assertThat(pidFile("child").process())
                .map(ProcessHandle::pid)
                .contains(events.pids.getFirst());
    }

    @Test
    void aChildThatNeverBecomesReadyIsGivenUpWithItsLog() throws Exception {
        supervisor.start(child("echo no such database; exit 7"));
        assertThatThrownBy(() -> supervisor.awaitReady("child", SOON))
                .isInstanceOf(ChildFailedException.class)
                .hasMessage("child does not start");
        assertThat(events.deaths).containsExactly("child 7", "child 7", "child 7");
        assertThat(LogFiles.tail(directory.resolve("child.log"), 1))
                .containsExactly("no such database");
    }

    @Test
    void aChildThatTakesTooLongIsGivenUp() {
        supervisor.start(child("exec sleep 60"));
        assertThatThrownBy(() -> supervisor.awaitReady("child", Duration.ofMillis(100)))
                .hasMessageContaining("is not ready after");
    }

    @Test
    void aStoppedChildStaysStopped() throws Exception {
        supervisor.start(child("touch ready; exec sleep 60"));
        supervisor.awaitReady("child", SOON);
        supervisor.stop(List.of("child"));
        assertThat(ProcessHandle.of(events.pids.getFirst())).isEmpty();
        assertThat(pidFile("child").process()).isEmpty();
        assertThat(events.deaths).isEmpty();
        supervisor.start(child("touch again; exec sleep 60"));
        assertThat(directory.resolve("again")).doesNotExist();
    }

    @Test
    void aChildThatDoesNotHeedIsKilledAfterItsGrace() throws Exception {
        supervisor.start(child("trap '' TERM; touch ready; while true; do sleep 0.1; done"));
        supervisor.awaitReady("child", SOON);
        supervisor.stop(List.of("child"));
        assertThat(events.killed).containsExactly("child");
        assertThat(ProcessHandle.of(events.pids.getFirst())).isEmpty();
    }

    @Test
    void whatIsGivenOnStandardInputArrives() throws Exception {
        supervisor.start(
                new ChildSpec(
                        "other",
                        List.of("bash", "-c", "cat > input; touch ready; exec sleep 60"),
                        Map.of(),
                        "requirepass x\n",
                        directory,
                        () -> {},
                        Probe.file(directory.resolve("ready")),
                        ChildSpec.StopSignal.INT,
                        Duration.ofSeconds(5)));
        supervisor.awaitReady("other", SOON);
        assertThat(directory.resolve("input")).hasContent("requirepass x");
    }

    @Test
    void orphansOfAKilledLauncherAreFoundAndStoppedInfrastructureLast() throws Exception {
        Process service = new ProcessBuilder("sleep", "60").start();
        Process broker = new ProcessBuilder("sleep", "60").start();
        pidFile("chat").write(service.toHandle());
        pidFile("kafka").write(broker.toHandle());
        Files.writeString(directory.resolve("torn.pid"), "12");
        var stopped = new CopyOnWriteArrayList<String>();
        assertThat(new Orphans(directory).any()).isTrue();
        new Orphans(directory).stop(Set.of("kafka"), stopped::add);
        assertThat(new Orphans(directory).any()).isFalse();
        assertThat(stopped).containsExactly("chat", "kafka");
        assertThat(service.isAlive() || broker.isAlive()).isFalse();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aNumberThatWasGivenToAnotherProcessIsNotTouched() throws IOException {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    directory.resolve("chat.pid"), other.pid() + " 2020-01-01T00:00:00Z\n");
            new Orphans(directory).stop(Set.of(), name -> {});
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void pausesBetweenStartsGrowToFiveSeconds() {
        assertThat(List.of(1, 2, 3, 6, 7, 100))
                .extracting(deaths -> Child.pause(deaths).toMillis())
                .containsExactly(100L, 200L, 400L, 3_200L, 5_000L, 5_000L);
    }

    private ChildSpec child(String script) {
        return child(script, () -> {});
    }

    private ChildSpec child(String script, Runnable beforeStart) {
        return new ChildSpec(
                "child",
                List.of("bash", "-c", script),
                Map.of(),
                "",
                directory,
                beforeStart,
                Probe.file(directory.resolve("ready")),
                ChildSpec.StopSignal.TERM,
                Duration.ofMillis(500));
    }

    private PidFile pidFile(String name) {
        return new PidFile(directory.resolve(name + ".pid"));
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private static final class Events implements ProcessEvents {
        final List<Long> pids = new CopyOnWriteArrayList<>();
        final List<String> deaths = new CopyOnWriteArrayList<>();
        final List<String> killed = new CopyOnWriteArrayList<>();
        final List<String> failures = new CopyOnWriteArrayList<>();

        @Override
        public void started(String name, long pid) {
            pids.add(pid);
        }

        @Override
        public void died(String name, int exitCode, Duration pause) {
            deaths.add(name + " " + exitCode);
        }

        @Override
        public void notStarted(String name, String reason, Duration pause) {
            failures.add(name + " " + reason);
        }

        @Override
        public void killed(String name, Duration grace) {
            killed.add(name);
        }
    }
}
