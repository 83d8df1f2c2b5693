package chatroom.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// With which voices the personas speak, as the product itself says.
final class Voices {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern PROVIDER = Pattern.compile("\"provider\"\\s*:\\s*\"([^\"]+)\"");

    private Voices() {}

    static String line(String url) {
        var providers = new TreeSet<String>();
        Matcher found = PROVIDER.matcher(personas(url));
        while (found.find()) {
            providers.add(found.group(1));
        }
        if (providers.isEmpty()) {
            return "shown with each persona in the page";
        }
        return providers.contains("builtin")
                ? "built in; for a model set OPENAI_API_KEY, or start Ollama"
                : String.join(", ", providers);
    }

    private static String personas(String url) {
        try {
            var connection =
                    (HttpURLConnection) URI.create(url + "/api/personas").toURL().openConnection();
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            try (InputStream answer = connection.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            // Where guests are not allowed, personas are not told to strangers.
            return "";
        }
    }
}
