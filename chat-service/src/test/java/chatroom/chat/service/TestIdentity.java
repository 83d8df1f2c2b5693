package chatroom.chat.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Stands in for identity-service: a key of its own, whose public half the service under test
/// trusts.
public final class TestIdentity implements QuarkusTestResourceLifecycleManager {

    // Tests live in another class loader than this resource; a system property reaches both.
    private static final String PRIVATE_KEY = "test.identity.key";

    @Override
    public Map<String, String> start() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair pair = generator.generateKeyPair();
            System.setProperty(
                    PRIVATE_KEY,
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            String pem =
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                            + "\n-----END PUBLIC KEY-----";
            return Map.of(
                    "chat.sockets.ping-interval", "1s",
                    "chat.sockets.silence-limit", "6s",
                    "mp.jwt.verify.publickey", pem,
                    "mp.jwt.verify.publickey.location", "NONE",
                    "quarkus.http.test-port", "0",
                    "quarkus.management.test-port", "0",
                    "GUEST_ACCESS", "true",
                    // The tests are faster than people.
                    "RATE_LIMIT_PER_USER", "100000");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        System.clearProperty(PRIVATE_KEY);
    }

    /// A good token for an account.
    static String token(UUID id, String name) {
        return token(id, name, Duration.ofMinutes(15));
    }

    static String token(UUID id, String name, Duration life) {
        return signed(claims(id, name, life));
    }

    private static JwtClaimsBuilder claims(UUID id, String name, Duration life) {
        return Jwt.issuer("chatroom-identity")
                .audience("chatroom")
                .subject(id.toString())
                .upn(name)
                .groups(Set.of("user"))
                .claim("sid", UUID.randomUUID().toString())
                .expiresIn(life);
    }

    private static String signed(JwtClaimsBuilder claims) {
        return claims.jws()
                .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.ES256)
                .sign(key());
    }

    /// A token with which sms-service speaks for an account.
    static String smsToken(UUID id, String name) {
        return signed(
                claims(id, name, Duration.ofMinutes(5)).claim("act", Map.of("sub", "sms-service")));
    }

    private static PrivateKey key() {
        byte[] encoded = Base64.getDecoder().decode(System.getProperty(PRIVATE_KEY));
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new IllegalStateException(e);
        }
    }
}
