package chatroom.sms.twilio;

import com.twilio.base.Page;
import com.twilio.exception.ApiException;
import com.twilio.exception.AuthenticationException;
import com.twilio.exception.TwilioException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.rest.api.v2010.account.MessageFetcher;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.type.PhoneNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Twilio's REST API.
@ApplicationScoped
class TwilioCarrier implements Carrier {

    private static final int TIMED_OUT = 408;
    private static final int NOT_FOUND = 404;
    private static final long PAGE = 50;
    private static final int PAGES = 20;

    private final SenderNumbers senders;
    private final @Nullable TwilioRestClient client;
    private final @Nullable URI callback;

    TwilioCarrier(
            SenderNumbers senders,
            @ConfigProperty(name = "TWILIO_ACCOUNT_SID") Optional<String> account,
            @ConfigProperty(name = "TWILIO_AUTH_TOKEN") Optional<String> token,
            @ConfigProperty(name = "TWILIO_API_URL") URI api,
            @ConfigProperty(name = "PUBLIC_URL") String publicUrl,
            @ConfigProperty(name = "chatroom.sms.twilio-patience") Duration patience) {
        this.senders = senders;
        String sid = account.map(String::strip).orElse("");
        String secret = token.map(String::strip).orElse("");
        this.client =
                sid.isEmpty() || secret.isEmpty()
                        ? null
                        : new TwilioRestClient.Builder(sid, secret)
                                .httpClient(new TwilioTransport(api, patience))
                                .build();
        this.callback = callback(publicUrl, api);
    }

    /// Twilio refuses a message whose callback it could never reach; then its state is asked for.
    private static @Nullable URI callback(String publicUrl, URI api) {
        URI here = URI.create(publicUrl.strip().replaceAll("/+$", "") + "/sms/status");
        boolean real = String.valueOf(api.getHost()).endsWith(".twilio.com");
        String host = String.valueOf(here.getHost());
        boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return real && local ? null : here;
    }

    @Override
    public boolean isConfigured() {
        return client != null && !senders.isEmpty();
    }

    @Override
    public Answer send(Sms sms) {
        TwilioRestClient twilio = client;
        if (twilio == null || senders.isEmpty()) {
            return new Answer.NotYet("not configured", null);
        }
        try {
            Message message = creator(sms).create(twilio);
            if (message.getSid() == null || message.getSid().isBlank()) {
                return new Answer.Unclear("an answer without a sid");
            }
            return new Answer.Accepted(
                    message.getSid(),
                    message.getStatus() == null ? "queued" : message.getStatus().toString());
        } catch (TwilioTransport.NotReachedException e) {
            return new Answer.NotYet("not reached", null);
        } catch (TwilioTransport.BusyException e) {
            return new Answer.NotYet("too many requests", e.pause());
        } catch (TwilioTransport.BrokenException e) {
            return new Answer.Unclear("no answer");
        } catch (AuthenticationException e) {
            return new Answer.Refused(0);
        } catch (ApiException e) {
            return refusal(e);
        } catch (TwilioException | IllegalArgumentException e) {
            return new Answer.Unclear("an answer that can not be read");
        }
    }

    private MessageCreator creator(Sms sms) {
        var to = new PhoneNumber(sms.to());
        String service = senders.service();
        String from = sms.from() == null && service == null ? senders.numberFor(null) : sms.from();
        MessageCreator creator;
        if (from != null) {
            creator = new MessageCreator(to, new PhoneNumber(from), sms.body());
        } else if (service != null) {
            creator = new MessageCreator(to, service, sms.body());
        } else {
            throw new IllegalStateException("no number to send from");
        }
        if (sms.mms()) {
            creator.setSendAsMms(true);
        }
        return callback == null
                ? creator
                : creator.setStatusCallback(URI.create(callback + "?id=" + sms.id()));
    }

    private static Answer refusal(ApiException e) {
        Integer status = e.getStatusCode();
        if (status == null || status >= 500 || status < 400 || status == TIMED_OUT) {
            return new Answer.Unclear("status " + status);
        }
        return new Answer.Refused(e.getCode() == null ? 0 : e.getCode());
    }

    @Override
    public List<Remembered> sentTo(String number, Instant since) throws SilentException {
        TwilioRestClient twilio = required();
        var found = new ArrayList<Remembered>();
        try {
            // Not filtered by date: Twilio's filter is by when it sent, which for some is not yet.
            MessageReader reader = new MessageReader().setTo(new PhoneNumber(number));
            reader.setPageSize(PAGE);
            Page<Message> page = reader.firstPage(twilio);
            for (int pages = 1; page != null; pages++) {
                for (Message message : page.getRecords()) {
                    Remembered remembered = remembered(message);
                    if (remembered.createdAt() != null && remembered.createdAt().isBefore(since)) {
                        return found;
                    }
                    found.add(remembered);
                }
                boolean more = page.hasNextPage() && pages < PAGES;
                page = more ? reader.nextPage(page, twilio) : null;
            }
            return found;
        } catch (TwilioTransport.NotReachedException
                | TwilioTransport.BusyException
                | TwilioTransport.BrokenException
                | TwilioException
                | IllegalArgumentException
                | NullPointerException e) {
            // The library meets an answer of another form with a null.
            throw new SilentException(e.getClass().getSimpleName());
        }
    }

    @Override
    public Optional<Remembered> find(String sid) throws SilentException {
        TwilioRestClient twilio = required();
        try {
            return Optional.of(remembered(new MessageFetcher(sid).fetch(twilio)));
        } catch (ApiException e) {
            if (e.getStatusCode() != null && e.getStatusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw new SilentException("status " + e.getStatusCode());
        } catch (TwilioTransport.NotReachedException
                | TwilioTransport.BusyException
                | TwilioTransport.BrokenException
                | TwilioException
                | IllegalArgumentException e) {
            throw new SilentException(e.getClass().getSimpleName());
        }
    }

    private TwilioRestClient required() throws SilentException {
        if (client == null) {
            throw new SilentException("not configured");
        }
        return client;
    }

    private static Remembered remembered(Message message) {
        return new Remembered(
                message.getSid(),
                message.getStatus() == null ? "queued" : message.getStatus().toString(),
                message.getErrorCode(),
                message.getBody(),
                message.getDateCreated() == null ? null : message.getDateCreated().toInstant(),
                price(message.getPrice()),
                message.getPriceUnit() == null ? null : message.getPriceUnit().getCurrencyCode());
    }

    /// Twilio gives what it costs as a negative amount.
    private static @Nullable BigDecimal price(@Nullable String price) {
        try {
            return price == null || price.isBlank() ? null : new BigDecimal(price).abs();
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
