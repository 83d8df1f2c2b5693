package chatroom.standalone.twilio;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What has been carried, in its order, and which phones want nothing more. In memory.
final class Switchboard {

    private static final Set<String> STOP =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
    private static final Set<String> START = Set.of("START", "YES", "UNSTOP");

    private final Map<String, Sms> messages = new LinkedHashMap<>();
    private final Set<String> blocked = new TreeSet<>();
    private int sentToBlocked;

    /// A phone wrote.
    ///
    /// @param sid as which name; null for a new one
    synchronized Sms received(
            @Nullable String sid, String from, String to, String body, List<String> media) {
        String name = sid == null ? fresh() : sid;
        return messages.computeIfAbsent(
                name,
                key ->
                        new Sms(
                                key,
                                true,
                                from,
                                to,
                                body,
                                media,
                                "received",
                                null,
                                null,
                                Instant.now()));
    }

    /// The chatroom wrote.
    synchronized Sms accepted(
            String from, String to, String body, List<String> media, @Nullable String callback) {
        var sms =
                new Sms(
                        fresh(),
                        false,
                        from,
                        to,
                        body,
                        media,
                        "queued",
                        null,
                        callback,
                        Instant.now());
        messages.put(sms.sid(), sms);
        return sms;
    }

    synchronized void changed(Sms sms) {
        messages.put(sms.sid(), sms);
    }

    synchronized Optional<Sms> find(String sid) {
        return Optional.ofNullable(messages.get(sid));
    }

    /// All of them, oldest first.
    synchronized List<Sms> all() {
        return new ArrayList<>(messages.values());
    }

    /// As carriers do: a phone's single word switches everything off or on, whoever it writes to.
    ///
    /// @return `STOP`, `START` or `HELP` where it was such a word
    synchronized Optional<String> keyword(String from, String body) {
        String word = body.strip().toUpperCase(Locale.ROOT);
        if (STOP.contains(word)) {
            blocked.add(from);
            return Optional.of("STOP");
        }
        if (START.contains(word)) {
            blocked.remove(from);
            return Optional.of("START");
        }
        return word.equals("HELP") || word.equals("INFO") ? Optional.of("HELP") : Optional.empty();
    }

    /// The chatroom wrote to a phone that wants nothing more.
    synchronized void refused() {
        sentToBlocked++;
    }

    /// How often that was.
    synchronized int sentToBlocked() {
        return sentToBlocked;
    }

    synchronized boolean isBlocked(String number) {
        return blocked.contains(number);
    }

    synchronized Set<String> blocked() {
        return Set.copyOf(blocked);
    }

    /// Forgets everything.
    synchronized void clear() {
        messages.clear();
        blocked.clear();
        sentToBlocked = 0;
    }

    private static String fresh() {
        UUID random = UUID.randomUUID();
        HexFormat hex = HexFormat.of();
        return "SM"
                + hex.toHexDigits(random.getMostSignificantBits())
                + hex.toHexDigits(random.getLeastSignificantBits());
    }
}
