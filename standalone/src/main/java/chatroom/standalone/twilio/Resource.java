package chatroom.standalone.twilio;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message as Twilio's REST shows it.
@JsonNaming(SnakeCaseStrategy.class)
record Resource(
        String sid,
        String accountSid,
        String apiVersion,
        String direction,
        String from,
        String to,
        String body,
        String status,
        @Nullable Integer errorCode,
        @Nullable String errorMessage,
        @Nullable String messagingServiceSid,
        String numMedia,
        String numSegments,
        @Nullable String price,
        String priceUnit,
        String dateCreated,
        @Nullable String dateSent,
        String dateUpdated,
        String uri,
        Map<String, String> subresourceUris) {

    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /// A negative amount, as Twilio writes what it takes.
    private static final String PRICE = "-0.00790";

    static Resource of(Sms sms, Account account) {
        String path = MessagesApi.ROOT + "Accounts/" + account.sid() + "/Messages/" + sms.sid();
        String created = time(sms.created());
        return new Resource(
                sms.sid(),
                account.sid(),
                "2010-04-01",
                sms.inbound() ? "inbound" : "outbound-api",
                sms.from(),
                sms.to(),
                sms.body(),
                sms.status(),
                sms.errorCode(),
                null,
                null,
                Integer.toString(sms.media().size()),
                "1",
                // Twilio says it once the message went out.
                sms.inbound() || sms.status().equals("queued") ? null : PRICE,
                "USD",
                created,
                // Twilio dates a message by when it went out, and lists it by that.
                created,
                created,
                path + ".json",
                Map.of("media", path + "/Media.json"));
    }

    static String time(Instant time) {
        return RFC_2822.format(time);
    }
}
