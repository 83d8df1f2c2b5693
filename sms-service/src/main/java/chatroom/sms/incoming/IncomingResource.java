package chatroom.sms.incoming;

import chatroom.sms.twilio.SignedRequest;
import chatroom.sms.twilio.TwilioSignature;
import chatroom.sms.web.Problems;
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
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where Twilio hands over what people text to the chatroom's number.
@Path("/sms/incoming")
public final class IncomingResource {

    private static final String NOT_YET =
            "Thank you for writing! Phone numbers can't be registered with this chatroom yet, so"
                    + " your message was not passed on.";

    private final TwilioSignature signature;

    @Inject
    IncomingResource(TwilioSignature signature) {
        this.signature = signature;
    }

    /// Answers in TwiML; 403 for whatever Twilio did not sign.
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_XML)
    public String incoming(
            @Context UriInfo uri,
            @HeaderParam("X-Twilio-Signature") @Nullable String given,
            @Nullable String body) {
        var request =
                new SignedRequest(
                        pathAndQuery(uri.getRequestUri()), body == null ? "" : body, given);
        if (!signature.isGood(request)) {
            throw Problems.badSignature();
        }
        return new MessagingResponse.Builder()
                .message(new Message.Builder(NOT_YET).build())
                .build()
                .toXml();
    }

    private static String pathAndQuery(URI uri) {
        return uri.getRawQuery() == null
                ? uri.getRawPath()
                : uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
