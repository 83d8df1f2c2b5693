package chatroom.identity.token;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/// A pair on the curve P-256: signs for a while, then only verifies.
@Entity
@Table(name = "signing_keys")
class SigningKey {

    private static final String ALGORITHM = "EC";

    @Id String kid;
    byte[] publicKey;
    byte[] privateKey;
    Instant signsFrom;
    Instant signsUntil;
    Instant verifiesUntil;

    protected SigningKey() {}

    /// A new pair, named by its thumbprint (RFC 7638).
    static SigningKey create(Instant signsFrom, Duration signsFor, Duration verifiesAfter) {
        try {
            var generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            var key = new SigningKey();
            key.kid =
                    JsonWebKey.Factory.newJwk(pair.getPublic())
                            .calculateBase64urlEncodedThumbprint("SHA-256");
            key.publicKey = pair.getPublic().getEncoded();
            key.privateKey = pair.getPrivate().getEncoded();
            key.signsFrom = signsFrom;
            key.signsUntil = signsFrom.plus(signsFor);
            key.verifiesUntil = key.signsUntil.plus(verifiesAfter);
            return key;
        } catch (GeneralSecurityException | JoseException e) {
            throw new IllegalStateException("this JVM has no P-256", e);
        }
    }

    /// The pair, ready for use.
    Usable usable() {
        try {
            var factory = KeyFactory.getInstance(ALGORITHM);
            return new Usable(
                    kid,
                    (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(publicKey)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey)),
                    signsFrom,
                    signsUntil,
                    verifiesUntil);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing key " + kid + " can not be read", e);
        }
    }

    record Usable(
            String kid,
            ECPublicKey publicKey,
            PrivateKey privateKey,
            Instant signsFrom,
            Instant signsUntil,
            Instant verifiesUntil) {

        boolean signsAt(Instant time) {
            return !time.isBefore(signsFrom) && time.isBefore(signsUntil);
        }

        boolean verifiesAt(Instant time) {
            return time.isBefore(verifiesUntil);
        }
    }
}
