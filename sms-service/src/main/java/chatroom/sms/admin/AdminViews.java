package chatroom.sms.admin;

import chatroom.sms.outbox.Outcomes;
import chatroom.sms.people.People;
import chatroom.sms.store.Database;
import chatroom.sms.text.Mask;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an admin sees, in the shape of docs/sms.md.
final class AdminViews {

    private AdminViews() {}

    /// A phone.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record NumberView(
            @JsonIgnore long id,
            UUID userId,
            String username,
            String phoneNumber,
            boolean verified,
            String optInStatus,
            @Schema(nullable = true) @Nullable String defaultRoomId,
            String mode,
            String country,
            String consentedAt) {
        static NumberView of(ResultSet row, People people) throws SQLException {
            UUID user = row.getObject("user_id", UUID.class);
            return new NumberView(
                    row.getLong("id"),
                    user,
                    people.name(user),
                    row.getString("phone_number"),
                    row.getBoolean("verified"),
                    row.getString("opt_in_status"),
                    row.getString("default_room_id"),
                    row.getString("mode"),
                    row.getString("country"),
                    time(Database.time(row, "consented_at")));
        }
    }

    /// A room that phones are in.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RoomView(
            String roomId,
            String name,
            @Schema(nullable = true) @Nullable String phoneNumber,
            int phones) {}

    /// A number that gets nothing.
    ///
    /// @param place among all: microseconds since 1970
    record SuppressionView(
            @JsonIgnore long place,
            UUID id,
            String source,
            String country,
            String hint,
            String at) {
        static SuppressionView of(ResultSet row) throws SQLException {
            Instant at = Database.time(row, "at");
            return new SuppressionView(
                    micros(at),
                    row.getObject("id", UUID.class),
                    row.getString("source"),
                    row.getString("country"),
                    row.getString("hint"),
                    time(at));
        }
    }

    /// An SMS.
    ///
    /// @param place among all: microseconds since 1970
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DeliveryView(
            @JsonIgnore long place,
            UUID id,
            UUID userId,
            String username,
            @Schema(nullable = true) @Nullable String roomId,
            String kind,
            String to,
            String state,
            @Schema(nullable = true) @Nullable String code,
            @Schema(nullable = true) @Nullable String detail,
            int segments,
            @Schema(nullable = true) @Nullable BigDecimal price,
            @Schema(nullable = true) @Nullable String priceUnit,
            int attempts,
            String createdAt,
            String updatedAt) {
        static DeliveryView of(ResultSet row, People people) throws SQLException {
            UUID user = row.getObject("user_id", UUID.class);
            Instant created = Database.time(row, "created_at");
            return new DeliveryView(
                    micros(created),
                    row.getObject("id", UUID.class),
                    user,
                    people.name(user),
                    row.getString("room_id"),
                    row.getString("kind"),
                    Mask.number(row.getString("to_number")),
                    row.getString("state"),
                    row.getString("code"),
                    Outcomes.sentence(row.getString("code")),
                    row.getInt("segments"),
                    row.getBigDecimal("price"),
                    row.getString("price_unit"),
                    row.getInt("attempts"),
                    time(created),
                    time(Database.time(row, "updated_at")));
        }
    }

    /// What was sent and paid.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CostsView(
            List<CostView> items,
            List<CodesView> codes,
            @Schema(nullable = true) @Nullable String next) {}

    /// What one kind of SMS to one country came to on one day (UTC).
    ///
    /// @param price of those whose price Twilio has said; null where it has said none (yet)
    /// @param priceUnit that of the account, ISO 4217
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CostView(
            String day,
            String kind,
            String country,
            long messages,
            long segments,
            @Schema(nullable = true) @Nullable BigDecimal price,
            @Schema(nullable = true) @Nullable String priceUnit) {
        static CostView of(ResultSet row) throws SQLException {
            return new CostView(
                    row.getObject("day", LocalDate.class).toString(),
                    row.getString("kind"),
                    row.getString("country"),
                    row.getLong("messages"),
                    row.getLong("segments"),
                    row.getBigDecimal("price"),
                    row.getString("price_unit"));
        }
    }

    /// Codes that went out, and that came back.
    record CodesView(String day, String country, int sent, int verified) {
        static CodesView of(ResultSet row) throws SQLException {
            return new CodesView(
                    row.getObject("day", LocalDate.class).toString(),
                    row.getString("country"),
                    row.getInt("sent"),
                    row.getInt("verified"));
        }
    }

    /// As exact as the database keeps it: SMS of one millisecond are not one.
    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static String time(Instant at) {
        return DateTimeFormatter.ISO_INSTANT.format(at.truncatedTo(ChronoUnit.MILLIS));
    }
}
