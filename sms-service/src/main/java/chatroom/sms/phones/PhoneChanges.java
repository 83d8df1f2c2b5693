package chatroom.sms.phones;

import chatroom.problems.Problems;
import chatroom.sms.optout.OptOuts;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a person changes about their phone on the page.
@ApplicationScoped
class PhoneChanges {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Set<String> MODES = Set.of("mentions", "all", "digest");

    private final Phones phones;
    private final OptOuts optOuts;
    private final InstantSource clock;

    PhoneChanges(Phones phones, OptOuts optOuts, InstantSource clock) {
        this.phones = phones;
        this.optOuts = optOuts;
        this.clock = clock;
    }

    void apply(Connection connection, Phone phone, JsonNode wanted) throws SQLException {
        if (wanted.has("default_room_id")) {
            phones.enter(connection, phone.userId(), text(wanted, "default_room_id"));
        }
        if (wanted.has("mode")) {
            String mode = text(wanted, "mode");
            if (mode == null || !MODES.contains(mode)) {
                throw Problems.of(422, "bad_mode", "mode is mentions, all or digest.");
            }
            phones.mode(connection, phone.userId(), mode);
        }
        if (wanted.has("zone")) {
            phones.zone(connection, phone.userId(), zone(text(wanted, "zone")));
        }
        if (wanted.has("quiet_from") || wanted.has("quiet_to")) {
            quiet(connection, phone, wanted);
        }
        if (wanted.has("muted_until")) {
            phones.mute(connection, phone.userId(), time(text(wanted, "muted_until")));
        }
        if (wanted.has("opted_in")) {
            optIn(connection, phone, wanted.get("opted_in").asBoolean(phone.isOptedIn()));
        }
    }

    private void quiet(Connection connection, Phone phone, JsonNode wanted) throws SQLException {
        LocalTime from =
                wanted.has("quiet_from") ? hour(text(wanted, "quiet_from")) : phone.quietFrom();
        LocalTime to = wanted.has("quiet_to") ? hour(text(wanted, "quiet_to")) : phone.quietTo();
        if ((from == null) != (to == null) || (from != null && from.equals(to))) {
            throw badHours();
        }
        phones.quiet(connection, phone.userId(), from, to);
    }

    private void optIn(Connection connection, Phone phone, boolean wanted) throws SQLException {
        if (!wanted) {
            optOuts.out(
                    connection,
                    phone.number(),
                    phone.country(),
                    OptOuts.Source.WEB,
                    clock.instant());
        } else if (!phone.isOptedIn()) {
            if (!"web".equals(phone.optedOutBy())) {
                throw Problems.of(
                        409,
                        "text_start",
                        "This phone stopped texts by itself: text START from it to our number."
                                + " Nothing else lifts its carrier's block.");
            }
            optOuts.in(connection, phone.number(), OptOuts.Source.WEB, clock.instant());
        }
    }

    private static @Nullable String text(JsonNode wanted, String name) {
        JsonNode value = wanted.get(name);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static String zone(@Nullable String zone) {
        try {
            return zone == null ? "UTC" : ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            throw Problems.of(422, "bad_zone", "zone is a name such as Europe/Berlin.");
        }
    }

    private static @Nullable LocalTime hour(@Nullable String hour) {
        try {
            return hour == null ? null : LocalTime.parse(hour);
        } catch (DateTimeException e) {
            throw badHours();
        }
    }

    private static RuntimeException badHours() {
        return Problems.of(
                422,
                "bad_quiet_hours",
                "quiet_from and quiet_to are two times such as 22:00 and 07:30.");
    }

    private static @Nullable Instant time(@Nullable String at) {
        try {
            Instant until = at == null ? null : OffsetDateTime.parse(at).toInstant();
            if (until != null && (until.isBefore(Instant.EPOCH) || until.isAfter(LATEST))) {
                throw new DateTimeException("beyond what is stored");
            }
            return until;
        } catch (DateTimeException e) {
            throw Problems.malformed("muted_until is a time such as 2026-11-24T12:00:00Z.");
        }
    }
}
