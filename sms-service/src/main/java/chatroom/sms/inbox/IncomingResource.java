package chatroom.sms.inbox;

import chatroom.problems.Problems;
import chatroom.sms.twilio.SignedRequest;
import chatroom.sms.twilio.TwilioSignature;
import com.twilio.twiml.MessagingResponse;
import com.twilio.twiml.messaging.Message;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where Twilio hands over what people text to the chatroom's numbers.
@Path("/sms/incoming")
public final class IncomingResource {

    private final TwilioSignature signature;
    private final Inbox inbox;
    private final InstantSource clock;

    @Inject
    IncomingResource(TwilioSignature signature, Inbox inbox, InstantSource clock) {
        this.signature = signature;
        this.inbox = inbox;
        this.clock = clock;
    }

    /// Answers in TwiML once the text is safe; 403 for whatever Twilio did not sign.
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_XML)
    public String incoming(
            @Context UriInfo uri,
            @HeaderParam("X-Twilio-Signature") @Nullable String given,
            @Nullable String body)
            throws SQLException {
        SignedRequest request = SignedRequest.of(uri.getRequestUri(), body, given);
        signature.check(request);
        Received received = Received.of(request, clock.instant());
        if (received.sid().isEmpty() || received.from().isEmpty()) {
            throw Problems.malformed("An SMS has MessageSid and From.");
        }
        Optional<String> answer = inbox.take(received);
        var twiml = new MessagingResponse.Builder();
        answer.ifPresent(text -> twiml.message(new Message.Builder(text).build()));
        return twiml.build().toXml();
    }
}
