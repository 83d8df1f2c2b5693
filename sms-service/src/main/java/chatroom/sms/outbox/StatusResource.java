package chatroom.sms.outbox;

import chatroom.sms.store.Database;
import chatroom.sms.twilio.SignedRequest;
import chatroom.sms.twilio.TwilioSignature;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where Twilio tells what became of an SMS.
@Path("/sms/status")
public final class StatusResource {

    private final TwilioSignature signature;
    private final Database database;
    private final Deliveries deliveries;
    private final Reconciliations reconciliations;
    private final Outbox outbox;
    private final InstantSource clock;

    @Inject
    StatusResource(
            TwilioSignature signature,
            Database database,
            Deliveries deliveries,
            Reconciliations reconciliations,
            Outbox outbox,
            InstantSource clock) {
        this.signature = signature;
        this.database = database;
        this.deliveries = deliveries;
        this.reconciliations = reconciliations;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// 204, also for what is known already or none of ours; 403 for whatever Twilio did not sign.
    ///
    /// @param id ours, as we gave it along
    @POST
    @Consumes(MediaType.WILDCARD)
    public void status(
            @Context UriInfo uri,
            @HeaderParam("X-Twilio-Signature") @Nullable String given,
            @QueryParam("id") @Nullable String id,
            @Nullable String body)
            throws SQLException {
        SignedRequest request = SignedRequest.of(uri.getRequestUri(), body, given);
        signature.check(request);
        String sid = request.plain("MessageSid");
        String status = request.plain("MessageStatus");
        if (sid.isEmpty() || Outcomes.rank(status) < 0) {
            return;
        }
        Instant now = clock.instant();
        database.run(connection -> {
            int fresh =
                    Database.update(
                            connection,
                            "insert into statuses (sid, status, at) values (?, ?, ?)"
                                    + " on conflict do nothing",
                            sid,
                            status,
                            now);
            if (fresh == 0) {
                return;
            }
            switch (deliveries.heard(connection, uuid(id), sid, status, number(request), now)) {
                case SETTLED -> reconciliations.count(Reconciliations.Result.TOLD);
                case NOTED -> {}
                // It may be ours all the same, with the answer still on its way: let it come again.
                case NOT_OURS ->
                        Database.update(
                                connection,
                                "delete from statuses where sid = ? and status = ?",
                                sid,
                                status);
            }
        });
        outbox.wake();
    }

    private static @Nullable Integer number(SignedRequest request) {
        try {
            return Integer.valueOf(request.first("ErrorCode"));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable UUID uuid(@Nullable String id) {
        try {
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
