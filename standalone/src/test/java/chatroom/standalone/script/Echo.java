package chatroom.standalone.script;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Stands in for the launcher: says which data directory it was given, and whether it can see the
/// file that the test put there.
final class Echo {

    private Echo() {}

    public static void main(String[] arguments) {
        Path data = Path.of(arguments[List.of(arguments).indexOf("--data") + 1]);
        System.out.println(
                arguments[0] + " " + (Files.exists(data.resolve("seen")) ? "seen" : "not seen"));
    }
}
