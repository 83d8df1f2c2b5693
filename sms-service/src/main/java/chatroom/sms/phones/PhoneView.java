package chatroom.sms.phones;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A phone as its person sees it.
@JsonInclude(JsonInclude.Include.ALWAYS)
record PhoneView(
        String phoneNumber,
        boolean verified,
        String optInStatus,
        boolean optedIn,
        @Schema(nullable = true) @Nullable String optedOutAt,
        @Schema(nullable = true) @Nullable String optedOutBy,
        @Schema(nullable = true) @Nullable String defaultRoomId,
        @Schema(nullable = true) @Nullable String serviceNumber,
        String mode,
        @Schema(nullable = true) @Nullable String quietFrom,
        @Schema(nullable = true) @Nullable String quietTo,
        String zone,
        @Schema(nullable = true) @Nullable String mutedUntil,
        String country,
        ConsentView consent,
        @Schema(nullable = true) @Nullable KeywordView lastKeyword,
        @Schema(nullable = true) @Nullable DeliveryView lastDelivery,
        @Schema(nullable = true) @Nullable PendingView pending) {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    /// What was agreed to, when and where.
    record ConsentView(String textVersion, String at, String source) {}

    /// A text that was taken for a keyword.
    record KeywordView(String word, String at) {}

    /// What became of the newest SMS to the phone.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DeliveryView(
            String state,
            @Schema(nullable = true) @Nullable String code,
            @Schema(nullable = true) @Nullable String detail,
            String at) {}

    /// A number that waits for its code.
    record PendingView(String phoneNumber, String expiresAt) {}

    static PhoneView of(
            Phone phone,
            @Nullable String serviceNumber,
            @Nullable DeliveryView delivery,
            @Nullable Phone waiting) {
        return new PhoneView(
                phone.number(),
                phone.verified(),
                phone.optIn(),
                phone.isOptedIn(),
                iso(phone.optedOutAt()),
                phone.optedOutBy(),
                phone.roomId(),
                serviceNumber,
                phone.mode(),
                hour(phone.quietFrom()),
                hour(phone.quietTo()),
                phone.zone().getId(),
                iso(phone.mutedUntil()),
                phone.country(),
                new ConsentView(
                        phone.consentVersion(), time(phone.consentedAt()), phone.consentSource()),
                phone.lastKeyword() == null || phone.lastKeywordAt() == null
                        ? null
                        : new KeywordView(phone.lastKeyword(), time(phone.lastKeywordAt())),
                delivery,
                waiting == null || waiting.codeExpiresAt() == null
                        ? null
                        : new PendingView(waiting.number(), time(waiting.codeExpiresAt())));
    }

    /// ISO 8601, UTC, milliseconds.
    static String time(Instant at) {
        return DateTimeFormatter.ISO_INSTANT.format(at.truncatedTo(ChronoUnit.MILLIS));
    }

    private static @Nullable String iso(@Nullable Instant at) {
        return at == null ? null : time(at);
    }

    private static @Nullable String hour(@Nullable LocalTime at) {
        return at == null ? null : HOUR.format(at);
    }
}
