package chatroom.sms.twilio;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The chatroom's own numbers, and which rooms have one to themselves: `TWILIO_PHONE_NUMBER` and
/// `TWILIO_MESSAGING_SERVICE_SID`.
@ApplicationScoped
public class SenderNumbers {

    private final List<String> numbers;
    private final Map<String, String> roomOf = new LinkedHashMap<>();
    private final Map<String, String> numberOf = new LinkedHashMap<>();
    private final @Nullable String service;

    public SenderNumbers(
            @ConfigProperty(name = "TWILIO_PHONE_NUMBER") Optional<List<String>> given,
            @ConfigProperty(name = "TWILIO_MESSAGING_SERVICE_SID") Optional<String> service) {
        this.numbers =
                given.orElse(List.of()).stream()
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .map(this::take)
                        .toList();
        this.service = service.map(String::strip).filter(sid -> !sid.isEmpty()).orElse(null);
    }

    private String take(String entry) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            return entry;
        }
        String number = entry.substring(0, equals);
        String room = entry.substring(equals + 1);
        roomOf.put(number, room);
        numberOf.putIfAbsent(room, number);
        return number;
    }

    /// All of them, in the order of the setting.
    public List<String> all() {
        return numbers;
    }

    /// Whether anything could be sent at all.
    public boolean isEmpty() {
        return numbers.isEmpty() && service == null;
    }

    /// The room that a number of ours is for; empty where it is for all.
    public Optional<String> roomOf(String number) {
        return Optional.ofNullable(roomOf.get(number));
    }

    /// The number to text for a room; null where only the messaging service knows.
    public @Nullable String numberFor(@Nullable String room) {
        String own = room == null ? null : numberOf.get(room);
        return own != null ? own : numbers.isEmpty() ? null : numbers.getFirst();
    }

    /// What an SMS from a room comes from: the room's own number, else what the messaging service
    /// chooses, else the first number.
    ///
    /// @return a number; null where the messaging service chooses
    public @Nullable String from(@Nullable String room) {
        String own = room == null ? null : numberOf.get(room);
        return own != null || service == null ? numberFor(room) : null;
    }

    /// The messaging service; null where there is none.
    @Nullable String service() {
        return service;
    }
}
