package chatroom.chat.people;

import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Access tokens of identity-service as callers.
@ApplicationScoped
public class Tokens {

    private static final String SMS_SERVICE = "sms-service";

    private final JWTParser parser;

    Tokens(JWTParser parser) {
        this.parser = parser;
    }

    /// Who holds this token; empty where it is not good (any more).
    public Optional<Caller.Account> verify(String token) {
        try {
            return Optional.of(account(parser.parse(token)));
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Only identity-service writes `act` (RFC 8693), so nobody else can claim it.
    private static boolean isFromSms(JsonWebToken token) {
        return token.getClaim("act") instanceof Map<?, ?> actor
                && actor.get("sub") instanceof JsonString name
                && name.getString().equals(SMS_SERVICE);
    }

    /// Who a verified token speaks of.
    ///
    /// @throws IllegalArgumentException where its claims are not those of an access token
    public static Caller.Account account(JsonWebToken token) {
        Object session = token.getClaim("sid");
        if (token.getSubject() == null || token.getName() == null || session == null) {
            throw new IllegalArgumentException("not an access token");
        }
        return new Caller.Account(
                UUID.fromString(token.getSubject()),
                token.getName(),
                token.getGroups().contains("admin"),
                UUID.fromString(session.toString()),
                Instant.ofEpochSecond(token.getExpirationTime()),
                isFromSms(token));
    }
}
