package chatroom.standalone;

import chatroom.standalone.infrastructure.Locations;
import chatroom.standalone.process.ChildFailedException;
import chatroom.standalone.process.LogFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The program behind `./chatroom start`, `stop` and `status`.
public final class Launcher {

    /// The command line or a setting is wrong.
    static final int MISUSED = 2;

    private Launcher() {}

    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Options.USAGE);
            System.exit(MISUSED);
            return;
        }
        var locations = new Locations(options.data(), jar());
        switch (options.command()) {
            case START, INFRA, WARM -> start(options, locations);
            case STOP -> System.exit(Running.stop(locations));
            case STATUS -> System.exit(Running.status(locations));
            case CHECK_PROVIDER -> checkProvider(locations);
            case DEADLETTERS ->
                    System.exit(
                            new DeadLetters(System.out)
                                    .run(locations, options.replay(), options.groups()));
        }
    }

    private static void checkProvider(Locations locations)
            throws IOException, InterruptedException {
        Path root = repository(locations);
        GivenSettings settings = GivenSettings.read(System.getenv(), root.resolve(".env"));
        if (!settings.complaints().isEmpty()) {
            settings.complaints().forEach(System.err::println);
            System.exit(MISUSED);
        }
        System.exit(new ProviderCheckProcess(root).run(settings.all()));
    }

    private static void start(Options options, Locations locations) throws InterruptedException {
        Path root = repository(locations);
        // What is only rehearsed must not call anybody's provider or write into anybody's database.
        GivenSettings settings =
                options.command() == Options.Command.WARM
                        ? GivenSettings.none()
                        : GivenSettings.read(System.getenv(), root.resolve(".env"));
        if (!settings.complaints().isEmpty()) {
            settings.complaints().forEach(System.err::println);
            System.exit(MISUSED);
        }
        try {
            locations.create();
            new Start(options, settings, locations, root).run();
        } catch (CanNotStartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (ChildFailedException e) {
            System.err.println();
            System.err.println(e.getMessage() + ". The end of " + e.log() + ":");
            LogFiles.tail(e.log(), 25).forEach(line -> System.err.println("  " + line));
            System.exit(1);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (UncheckedIOException e) {
            System.err.println(
                    e.getCause() instanceof IOException cause ? inWords(cause) : e.getMessage());
            System.exit(1);
        }
    }

    /// Messages of the file system's exceptions are often the path alone.
    private static String inWords(IOException e) {
        String what =
                switch (e) {
                    case AccessDeniedException denied -> "no permission";
                    case NoSuchFileException missing -> "it is not there";
                    case FileAlreadyExistsException there -> "it is no directory";
                    case FileSystemException other -> String.valueOf(other.getReason());
                    default -> String.valueOf(e.getMessage());
                };
        return e instanceof FileSystemException file
                ? "%s cannot be used: %s".formatted(file.getFile(), what)
                : "Reading or writing failed: " + what;
    }

    /// Built at `standalone/target/standalone.jar`, three steps below the repository's root.
    private static Path repository(Locations locations) {
        return locations.jar().resolve("../../..").normalize();
    }

    private static Path jar() {
        try {
            return Path.of(
                    Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
