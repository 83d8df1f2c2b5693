package chatroom.gateway.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.impl.MimeMapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// One file of the page, ready to be sent.
///
/// @param content as it is
/// @param gzip the same compressed; null where that saves nothing
/// @param type its media type
/// @param etag changes with the content
/// @param cacheControl how long browsers keep it
record PageFile(
        Buffer content, @Nullable Buffer gzip, String type, String etag, String cacheControl) {

    /// The build puts a hash of the content into these names.
    private static final String HASHED = "/assets/";

    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    static PageFile of(String path, byte[] bytes) {
        byte[] compressed = gzip(bytes);
        String type = MimeMapping.getMimeTypeForFilename(path);
        return new PageFile(
                Buffer.buffer(bytes),
                compressed.length < bytes.length * 9L / 10 ? Buffer.buffer(compressed) : null,
                type == null ? "application/octet-stream" : withCharset(type),
                "\"" + HexFormat.of().formatHex(sha256(bytes), 0, 12) + "\"",
                path.startsWith(HASHED) ? FOREVER : ASK_AGAIN);
    }

    private static String withCharset(String type) {
        return type.startsWith("text/") || type.endsWith("javascript")
                ? type + "; charset=utf-8"
                : type;
    }

    private static byte[] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("Compressing in memory failed", e);
        }
        return compressed.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
