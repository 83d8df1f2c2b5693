package chatroom.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file `.env`: lines `NAME=value` as people and their editors write them, with a byte order
/// mark, either kind of line ends, `export` in front, quotation marks, and comments.
///
/// A value ends at a `#` after a space, unless it is quoted. Nothing is expanded, and a backslash
/// is a backslash.
///
/// @param values by name; the last of two lines of a name counts
/// @param complaints what cannot be read, one line each, with the number of the line in the file
record EnvFile(Map<String, String> values, List<String> complaints) {

    private static final Pattern LINE =
            Pattern.compile("(?:export\\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(?<value>.*)");
    private static final Pattern QUOTED =
            Pattern.compile("(?<mark>[\"'])(?<value>.*?)\\k<mark>\\s*(?:#.*)?");
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s+)#.*");

    /// No line of a file can hold it.
    private static final String NOT_CLOSED = "\n";

    EnvFile {
        values = Map.copyOf(values);
        complaints = List.copyOf(complaints);
    }

    /// Reads a file; one that is not there is empty.
    static EnvFile read(Path file) {
        if (!Files.exists(file)) {
            return new EnvFile(Map.of(), List.of());
        }
        try {
            return parse(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            return new EnvFile(Map.of(), List.of(file + ": cannot be read (" + e + ")"));
        }
    }

    static EnvFile parse(byte[] bytes, String file) {
        var values = new HashMap<String, String>();
        var complaints = new ArrayList<String>();
        int number = 0;
        for (byte[] raw : lines(bytes)) {
            number++;
            String line;
            try {
                line = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
            } catch (CharacterCodingException e) {
                complaints.add(complaint(file, number, "is not UTF-8: save the file as UTF-8"));
                continue;
            }
            line = (line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (line.indexOf('\0') >= 0) {
                complaints.add(
                        complaint(file, number, "holds a NUL character: save the file as UTF-8"));
            } else if (!matcher.matches()) {
                complaints.add(complaint(file, number, "is not NAME=value"));
            } else {
                String value = value(Objects.requireNonNull(matcher.group("value")));
                if (value.equals(NOT_CLOSED)) {
                    complaints.add(complaint(file, number, "has a quotation mark without another"));
                } else {
                    values.put(matcher.group("name"), value);
                }
            }
        }
        return new EnvFile(values, complaints);
    }

    private static String value(String text) {
        if (text.startsWith("\"") || text.startsWith("'")) {
            Matcher quoted = QUOTED.matcher(text);
            return quoted.matches() ? Objects.requireNonNull(quoted.group("value")) : NOT_CLOSED;
        }
        return COMMENT.matcher(text).replaceFirst("").strip();
    }

    /// Never quotes the line, which may be a secret.
    private static String complaint(String file, int number, String problem) {
        return "%s, line %d: %s".formatted(file, number, problem);
    }

    private static List<byte[]> lines(byte[] bytes) {
        var lines = new ArrayList<byte[]>();
        int begin = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n' || bytes[i] == '\r') {
                lines.add(java.util.Arrays.copyOfRange(bytes, begin, i));
                if (i + 1 < bytes.length && bytes[i] == '\r' && bytes[i + 1] == '\n') {
                    i++;
                }
                begin = i + 1;
            }
        }
        return lines;
    }
}
