package chatroom.ai.personas;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The seeded personas, as they stand in `personas/<name>.json`.
@Singleton
public class Cards {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final Map<String, Card> cards = new LinkedHashMap<>();

    /// @param names the personas in the order in which they are listed
    @Inject
    public Cards(@ConfigProperty(name = "chatroom.personas") List<String> names) {
        names.forEach(name -> cards.put(name, read(name)));
    }

    /// All of them.
    public Collection<Card> all() {
        return List.copyOf(cards.values());
    }

    /// The card of a persona.
    public Optional<Card> of(String name) {
        return Optional.ofNullable(cards.get(name));
    }

    private static Card read(String name) {
        String file = "personas/" + name + ".json";
        try (InputStream json =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            if (json == null) {
                throw new IllegalStateException("no such persona card: " + file);
            }
            return JSON.readValue(json, Card.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
