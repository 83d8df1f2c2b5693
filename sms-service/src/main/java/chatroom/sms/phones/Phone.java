package chatroom.sms.phones;

import chatroom.sms.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody's phone.
///
/// @param number E.164
/// @param optIn `opted_in`, `opted_out`, `pending`
/// @param optedOutBy `sms`, `carrier`, `web`; null where it is not opted out
/// @param roomId the room that it is in; null where it is in none
/// @param mode `mentions`, `all`, `digest`
/// @param quietFrom null where there are no quiet hours
/// @param codeExpiresAt until when a code is good; null where none is waited for
public record Phone(
        UUID userId,
        String number,
        String country,
        boolean verified,
        String optIn,
        Instant consentedAt,
        String consentVersion,
        String consentSource,
        @Nullable Instant optedOutAt,
        @Nullable String optedOutBy,
        @Nullable String roomId,
        String mode,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietTo,
        ZoneId zone,
        @Nullable Instant mutedUntil,
        @Nullable String lastKeyword,
        @Nullable Instant lastKeywordAt,
        @Nullable Instant codeExpiresAt) {

    /// Whether it may be sent anything.
    public boolean isOptedIn() {
        return optIn.equals("opted_in");
    }

    /// From a row of `phone_numbers`.
    public static Phone of(ResultSet row) throws SQLException {
        return new Phone(
                row.getObject("user_id", UUID.class),
                row.getString("phone_number"),
                row.getString("country"),
                row.getBoolean("verified"),
                row.getString("opt_in_status"),
                Database.time(row, "consented_at"),
                row.getString("consent_version"),
                row.getString("consent_source"),
                Database.instant(row, "opted_out_at"),
                row.getString("opted_out_by"),
                row.getString("default_room_id"),
                row.getString("mode"),
                row.getObject("quiet_from", LocalTime.class),
                row.getObject("quiet_to", LocalTime.class),
                ZoneId.of(row.getString("zone")),
                Database.instant(row, "muted_until"),
                row.getString("last_keyword"),
                Database.instant(row, "last_keyword_at"),
                Database.instant(row, "code_expires_at"));
    }
}
