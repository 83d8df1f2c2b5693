package chatroom.sms.phones;

import chatroom.problems.Problems;
import chatroom.sms.outbox.Outbox;
import chatroom.sms.phones.PhoneNumbers.Parsed;
import chatroom.sms.store.Database;
import chatroom.sms.twilio.Carrier;
import chatroom.sms.twilio.SenderNumbers;
import chatroom.sms.web.Caller;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// How a number is registered.
@Path("/sms")
public class VerifyResource {

    private final PhoneNumbers numbers;
    private final Verification verification;
    private final Limits limits;
    private final CodeCounts counts;
    private final PhoneDesk desk;
    private final Database database;
    private final Outbox outbox;
    private final Carrier carrier;
    private final SenderNumbers senders;
    private final Caller caller;
    private final InstantSource clock;

    VerifyResource(
            PhoneNumbers numbers,
            Verification verification,
            Limits limits,
            CodeCounts counts,
            PhoneDesk desk,
            Database database,
            Outbox outbox,
            Carrier carrier,
            SenderNumbers senders,
            Caller caller,
            InstantSource clock) {
        this.numbers = numbers;
        this.verification = verification;
        this.limits = limits;
        this.counts = counts;
        this.desk = desk;
        this.database = database;
        this.outbox = outbox;
        this.carrier = carrier;
        this.senders = senders;
        this.caller = caller;
        this.clock = clock;
    }

    /// What a person agrees to, and what else a form needs to know.
    record ConsentAnswer(
            String version,
            String text,
            List<String> countries,
            List<OwnNumber> numbers,
            boolean configured) {}

    /// @param roomId null where the number is for all rooms
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OwnNumber(String phoneNumber, @Schema(nullable = true) @Nullable String roomId) {}

    record Wanted(
            @Nullable String phoneNumber, @Nullable Boolean consent, @Nullable String country) {}

    record UnderWay(String phoneNumber, long expiresIn, long resendIn) {}

    record Answer(@Nullable String phoneNumber, @Nullable String code) {}

    @GET
    @Path("/consent")
    @PermitAll
    public ConsentAnswer consent() {
        return new ConsentAnswer(
                Consent.VERSION,
                Consent.TEXT,
                numbers.countries(),
                senders.all().stream()
                        .map(number -> new OwnNumber(number, senders.roomOf(number).orElse(null)))
                        .toList(),
                carrier.isConfigured());
    }

    @POST
    @Path("/verify")
    @Authenticated
    @APIResponse(
            responseCode = "202",
            description = "A code is on its way, where the number may have one",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = UnderWay.class)))
    @APIResponse(responseCode = "422", description = "consent_missing, or what is wrong with it")
    @APIResponse(responseCode = "429", description = "too_many_codes: see Retry-After")
    public Response verify(@Nullable Wanted wanted, HttpServerRequest request) throws SQLException {
        if (!carrier.isConfigured()) {
            throw Problems.unavailable(
                    "sms_not_configured",
                    "SMS are not set up here: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and"
                            + " TWILIO_PHONE_NUMBER are not given.",
                    Duration.ofMinutes(10));
        }
        if (wanted == null || wanted.phoneNumber() == null) {
            throw Problems.malformed("Give phone_number, and consent: true.");
        }
        if (!Boolean.TRUE.equals(wanted.consent())) {
            throw Problems.of(
                    422,
                    "consent_missing",
                    "A number is registered only with consent: GET /sms/consent.");
        }
        Parsed.Good number = good(wanted.phoneNumber(), wanted.country());
        try {
            database.inTransaction(connection -> {
                try {
                    verification.request(connection, caller.id(), number, address(request));
                    return true;
                } catch (Limits.ExceededException e) {
                    throw new RolledBackException(e);
                }
            });
        } catch (RolledBackException e) {
            counts.limited();
            throw Problems.tooMany(
                    "too_many_codes",
                    "Too many codes were asked for: wait before you ask for another.",
                    e.why.pause());
        }
        outbox.wake();
        return Response.accepted(
                        new UnderWay(
                                number.number(),
                                Verification.LIFE.toSeconds(),
                                Verification.RESEND.toSeconds()))
                .build();
    }

    /// Takes what was counted and written back.
    private static final class RolledBackException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Limits.ExceededException why;

        RolledBackException(Limits.ExceededException why) {
            super(why);
            this.why = why;
        }
    }

    @POST
    @Path("/confirm")
    @Authenticated
    public PhoneView confirm(@Nullable Answer answer, HttpServerRequest request)
            throws SQLException {
        if (answer == null || answer.phoneNumber() == null || answer.code() == null) {
            throw Problems.malformed("Give phone_number and code.");
        }
        String code = answer.code().strip();
        String number =
                numbers.parse(answer.phoneNumber(), null) instanceof Parsed.Good good
                        ? good.number()
                        : "";
        boolean right =
                database.inTransaction(connection -> {
                    try {
                        limits.takeTry(connection, caller.id(), address(request), clock.instant());
                    } catch (Limits.ExceededException e) {
                        throw Problems.tooMany(
                                "too_many_tries",
                                "Too many codes were tried: wait before the next.",
                                e.pause());
                    }
                    return verification.confirm(connection, caller.id(), number, code);
                });
        if (!right) {
            throw Problems.of(
                    422,
                    "wrong_code",
                    "That is not the code, or it is not good any more: ask for a new one.");
        }
        outbox.wake();
        return desk.mine(caller.id());
    }

    private Parsed.Good good(String given, @Nullable String country) {
        return switch (numbers.parse(given, country)) {
            case Parsed.Good good -> good;
            case Parsed.Bad bad -> throw Problems.of(422, bad.code(), bad.detail());
        };
    }

    private static String address(HttpServerRequest request) {
        return request.remoteAddress().hostAddress();
    }
}
