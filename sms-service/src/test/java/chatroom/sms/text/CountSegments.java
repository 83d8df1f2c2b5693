package chatroom.sms.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// For a comparison with another counter: reads JSON strings, one a line, and prints `encoding
/// units segments` for each.
public final class CountSegments {

    private CountSegments() {}

    public static void main(String[] args) throws IOException {
        var json = new ObjectMapper();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Segments segments = Segments.of(json.readValue(line, String.class));
            out.println(
                    segments.encoding().label() + " " + segments.units() + " " + segments.count());
        }
        out.flush();
    }
}
