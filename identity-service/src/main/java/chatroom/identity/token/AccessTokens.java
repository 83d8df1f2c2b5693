package chatroom.identity.token;

import chatroom.identity.IdentitySettings;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.UnresolvableKeyException;

/// Access tokens: ES256, `typ` at+jwt, signed here and believed everywhere.
@ApplicationScoped
public class AccessTokens {

    static final String ISSUER = "chatroom-identity";
    static final String AUDIENCE = "chatroom";
    static final String TYPE = "at+jwt";
    static final String SESSION = "sid";
    static final String ACTOR = "act";
    private static final int CLOCK_SKEW_SECONDS = 5;

    private final SigningKeys keys;
    private final IdentitySettings settings;
    private final JwtConsumer current;
    private final JwtConsumer whenever;

    AccessTokens(SigningKeys keys, IdentitySettings settings) {
        this.keys = keys;
        this.settings = settings;
        this.current = pinned().build();
        this.whenever = pinned().setEvaluationTime(NumericDate.fromSeconds(0)).build();
    }

    /// A token for that account in that session, good from now on.
    public String issue(UUID userId, String username, boolean isAdmin, UUID sessionId) {
        return signed(
                claims(userId, username, settings.accessTokenLife())
                        .groups(isAdmin ? Set.of("user", "admin") : Set.of("user"))
                        .claim(SESSION, sessionId.toString()));
    }

    /// A token with which a service acts for that account (RFC 8693, `act`). It belongs to no
    /// session, and makes nobody an admin: who holds a phone has not signed in.
    ///
    /// @param actor the service's name
    public String issueToActFor(UUID userId, String username, String actor, Duration life) {
        return signed(
                claims(userId, username, life)
                        .groups(Set.of("user"))
                        .claim(SESSION, UUID.randomUUID().toString())
                        .claim(ACTOR, Map.of("sub", actor)));
    }

    private static JwtClaimsBuilder claims(UUID userId, String username, Duration life) {
        Instant now = Instant.now();
        return Jwt.claims()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(userId.toString())
                .upn(username)
                .preferredUserName(username)
                .issuedAt(now)
                .expiresAt(now.plus(life));
    }

    private String signed(JwtClaimsBuilder claims) {
        SigningKey.Usable key = keys.signing();
        return claims.jws()
                .type(TYPE)
                .keyId(key.kid())
                .algorithm(SignatureAlgorithm.ES256)
                .sign(key.privateKey());
    }

    /// What a token says, if it is one of ours and current.
    ///
    /// @throws InvalidJwtException where it is not
    JwtClaims verify(String token) throws InvalidJwtException {
        return current.processToClaims(token);
    }

    /// The session that a token was issued for, be it expired; empty for one that is not ours.
    /// Whoever holds it may end that session, and nothing else.
    public Optional<UUID> sessionToEnd(String token) {
        try {
            JwtClaims claims = whenever.processToClaims(token);
            return Optional.ofNullable(claims.getStringClaimValue(SESSION)).map(UUID::fromString);
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Nothing that a token says of itself decides how it is checked; its `kid` is only looked up.
    private JwtConsumerBuilder pinned() {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                .setVerificationKeyResolver((signature, nesting) -> keyOf(signature))
                .setExpectedType(true, TYPE)
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(AUDIENCE)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS);
    }

    private Key keyOf(JsonWebSignature signature) throws UnresolvableKeyException {
        String kid = signature.getKeyIdHeaderValue();
        return Optional.ofNullable(kid)
                .flatMap(keys::verifying)
                .orElseThrow(() -> new UnresolvableKeyException("no such key"))
                .publicKey();
    }
}
