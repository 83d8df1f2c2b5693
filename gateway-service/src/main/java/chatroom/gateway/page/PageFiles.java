package chatroom.gateway.page;

import io.quarkus.runtime.util.ClassPathUtils;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The built page, held in memory: it is small, and no request touches a disk for it.
@Singleton
public final class PageFiles {

    static final String INDEX = "/index.html";

    private static final Logger LOG = Logger.getLogger(PageFiles.class);
    private static final String ROOT = "META-INF/resources";

    private final Map<String, PageFile> files = new HashMap<>();

    public PageFiles() {
        try {
            ClassPathUtils.consumeAsPaths(ROOT, this::load);
        } catch (IOException e) {
            throw new UncheckedIOException("The page can not be read", e);
        }
        if (files.containsKey(INDEX)) {
            LOG.infof("The page has %d files", files.size());
        } else {
            LOG.warn("The page was not built into this gateway (Node 20 or newer); the API works");
        }
    }

    /// The file under this path of the site, `/index.html` for example.
    @Nullable PageFile file(String path) {
        return files.get(path);
    }

    private void load(Path root) {
        // Other jars have resources too; the page is where the index is.
        if (!Files.exists(root.resolve(INDEX.substring(1)))) {
            return;
        }
        try (Stream<Path> found = Files.walk(root)) {
            List<Path> regular = found.filter(Files::isRegularFile).toList();
            for (Path path : regular) {
                String name = "/" + root.relativize(path).toString().replace('\\', '/');
                files.putIfAbsent(name, PageFile.of(name, Files.readAllBytes(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The page can not be read", e);
        }
    }
}
