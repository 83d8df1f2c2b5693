package chatroom.sms.service;

import io.smallrye.jwt.build.Jwt;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/// Signs tokens as identity-service does.
final class TestTokens {

    // One pair for the whole process: tests and service see this class through different loaders.
    private static final String KEY = "chatroom.test.identity";

    private TestTokens() {}

    static String jwks(ECPublicKey key) {
        return "{\"keys\":[%s]}".formatted(jwk(key));
    }

    static String token(UUID user, String... groups) {
        return signed(pair(), user, groups);
    }

    /// Signed by somebody else.
    static String foreignToken() {
        return signed(newPair(), UUID.randomUUID(), "user");
    }

    private static String signed(KeyPair pair, UUID user, String... groups) {
        return Jwt.issuer("chatroom-identity")
                .audience("chatroom")
                .subject(user.toString())
                .upn("alice")
                .groups(Set.of(groups))
                .expiresIn(600)
                .jws()
                .keyId("test")
                .header("typ", "at+jwt")
                .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.ES256)
                .sign(pair.getPrivate());
    }

    static synchronized KeyPair pair() {
        String known = System.getProperty(KEY);
        if (known != null) {
            return read(known.split(" "));
        }
        KeyPair pair = newPair();
        Base64.Encoder text = Base64.getEncoder();
        System.setProperty(
                KEY,
                text.encodeToString(pair.getPublic().getEncoded())
                        + " "
                        + text.encodeToString(pair.getPrivate().getEncoded()));
        return pair;
    }

    private static KeyPair read(String[] keys) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            Base64.Decoder text = Base64.getDecoder();
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(text.decode(keys[0]))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(text.decode(keys[1]))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jwk(ECPublicKey key) {
        return """
        {"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"test","x":"%s","y":"%s"}\
        """
                .formatted(
                        coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[32];
        int from = Math.max(0, bytes.length - 32);
        byte[] tail = Arrays.copyOfRange(bytes, from, bytes.length);
        System.arraycopy(tail, 0, fixed, 32 - tail.length, tail.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }
}
