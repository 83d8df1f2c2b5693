package chatroom.e2e.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The end of a log, for the message of a failure.
final class LogTail {

    private static final int LINES_OF_LOG = 40;

    private LogTail() {}

    static String of(Path log) {
        try {
            if (!Files.exists(log)) {
                return "";
            }
            List<String> lines = Files.readAllLines(log);
            return "--- %s\n%s\n"
                    .formatted(
                            log.getFileName(),
                            String.join(
                                    "\n",
                                    lines.subList(
                                            Math.max(0, lines.size() - LINES_OF_LOG),
                                            lines.size())));
        } catch (IOException e) {
            return "--- %s can not be read: %s\n".formatted(log, e);
        }
    }
}
