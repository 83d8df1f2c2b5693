package chatroom.e2e.sms;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.product.Repository;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The segment counter of sms-service against the one that Twilio's own people wrote (npm
/// `sms-segments-calculator`).
class SegmentsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TEXTS = 1_000;
    private static final long SEED = 20_260_301;

    private static final List<List<String>> ALPHABETS =
            List.of(
                    List.of("a", "b", "e", "T", " ", ".", "?", "7", "\n", "@"),
                    List.of("é", "ü", "Ñ", "£", "Δ", "Ω", "ß", "à", "¿", "¤"),
                    List.of("^", "{", "}", "[", "]", "~", "|", "€", "\\"),
                    List.of("ç", "“", "—", "я", "語", "ł", "…"),
                    List.of("🙂", "👍🏽", "👨‍👩‍👧‍👦", "🇩🇪", "❤️", "e\u0301"));

    @Test
    void bothCountTheSameSegmentsOfAThousandTexts() throws Exception {
        List<String> texts = texts();
        JsonNode theirs = theirs(texts);
        var different = new ArrayList<String>();
        int segments = 0;
        try (var classes =
                new URLClassLoader(
                        new URL[] {Repository.file("sms-service/target/classes/").toUri().toURL()},
                        null)) {
            Class<?> type = classes.loadClass("chatroom.sms.text.Segments");
            Method of = type.getMethod("of", String.class);
            Method count = type.getMethod("count");
            for (int i = 0; i < texts.size(); i++) {
                int ours = (int) count.invoke(of.invoke(null, texts.get(i)));
                segments += ours;
                if (ours != theirs.get(i).asInt()) {
                    different.add(
                            "%d, not %s: %s"
                                    .formatted(
                                            ours,
                                            theirs.get(i),
                                            JSON.writeValueAsString(texts.get(i))));
                }
            }
        }
        System.out.printf(
                "segments: %d texts, %d segments, %d differ%n",
                texts.size(), segments, different.size());
        assertThat(different).isEmpty();
    }

    private static List<String> texts() {
        var random = new Random(SEED);
        var texts = new ArrayList<String>();
        for (int i = 0; i < TEXTS; i++) {
            // How many of the alphabets take part; most texts are plain.
            int alphabets = 1 + Math.min(random.nextInt(8), ALPHABETS.size() - 1) % 5;
            int length = 1 + random.nextInt(500);
            var text = new StringBuilder();
            while (text.length() < length) {
                List<String> alphabet =
                        ALPHABETS.get(random.nextInt(10) < 8 ? 0 : random.nextInt(alphabets));
                text.append(alphabet.get(random.nextInt(alphabet.size())));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static JsonNode theirs(List<String> texts) throws Exception {
        Process process =
                new ProcessBuilder(
                                "node",
                                Repository.file("e2e-tests/src/test/sms/segments.mjs").toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var input = process.getOutputStream()) {
            input.write(JSON.writeValueAsString(texts).getBytes(StandardCharsets.UTF_8));
        }
        JsonNode counts = JSON.readTree(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isZero();
        return counts;
    }
}
