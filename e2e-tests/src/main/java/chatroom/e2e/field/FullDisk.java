package chatroom.e2e.field;

import chatroom.e2e.checker.Verdict;
import chatroom.e2e.crash.CheckedTalk;
import chatroom.e2e.product.Product;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// B2: the disk of the data directory is full while people talk, then free. The data directory is a
/// small file system in memory, for which the experiment needs root.
final class FullDisk implements FieldExperiment {

    private static final Duration USUAL = Duration.ofSeconds(60);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);
    private static final int BEFORE = 200;
    private static final String SIZE = "600m";

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String purpose() {
        return "a data disk that is full for a minute, then free; needs root (--seconds N)";
    }

    @Override
    public Result run(List<String> options, Consumer<String> progress) throws Exception {
        Duration full = SecondsOption.of(options, USUAL);
        Path disk = Files.createTempDirectory("chatroom-disk");
        mount(disk);
        try (Product product = Product.startIn(disk.resolve("product"), CheckedTalk.settings())) {
            var healed = new String[] {"all"};
            Verdict verdict =
                    CheckedTalk.during(
                            product,
                            talk -> {
                                talk.awaitConfirmations(BEFORE, BACK_WITHIN);
                                long before = talk.confirmed();
                                fill(disk, full);
                                progress.accept(
                                        String.format(
                                                Locale.ROOT,
                                                "  full for %d s, %d acked meanwhile",
                                                full.toSeconds(),
                                                talk.confirmed() - before));
                                try {
                                    double seconds = Healing.await(product, talk);
                                    progress.accept(Healing.line("free again", seconds, talk));
                                } catch (IllegalStateException | AssertionError e) {
                                    progress.accept(String.valueOf(e.getMessage()));
                                    healed[0] = "nothing";
                                }
                            });
            verdict.findings().forEach(finding -> progress.accept("  " + finding));
            product.deaths().forEach(line -> progress.accept("  launcher: " + line));
            return new Result(
                    "healed=" + healed[0] + " " + verdict.line(),
                    healed[0].equals("all") && verdict.isClean());
        } finally {
            unmount(disk);
        }
    }

    /// Takes every block that is free, and what becomes free meanwhile.
    private static void fill(Path disk, Duration full) throws InterruptedException, IOException {
        Path filler = disk.resolve("filler");
        long until = System.nanoTime() + full.toNanos();
        try (OutputStream out =
                Files.newOutputStream(
                        filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (System.nanoTime() < until) {
                write(out, 1 << 20);
                write(out, 4_096);
                Thread.sleep(100);
            }
        } finally {
            Files.deleteIfExists(filler);
        }
    }

    private static void write(OutputStream out, int block) {
        byte[] bytes = new byte[block];
        try {
            while (true) {
                out.write(bytes);
            }
        } catch (IOException e) {
            // Full.
        }
    }

    private static void mount(Path disk) throws NotPossibleHereException {
        int code =
                run(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "mode=0755,size=" + SIZE,
                        "tmpfs",
                        disk.toString());
        if (code != 0) {
            throw new NotPossibleHereException(
                    "it mounts a small file system, which this user or this machine does not allow");
        }
    }

    private static void unmount(Path disk) throws IOException {
        run("umount", "-l", disk.toString());
        Files.deleteIfExists(disk);
    }

    private static int run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : 1;
        } catch (IOException e) {
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
