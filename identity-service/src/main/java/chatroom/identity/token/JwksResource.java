package chatroom.identity.token;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.Cache;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;

/// The keys that verify access tokens, as a JWK set (RFC 7517).
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
class JwksResource {

    private static final int MAX_AGE_SECONDS = 300;

    private final SigningKeys keys;

    JwksResource(SigningKeys keys) {
        this.keys = keys;
    }

    /// @param keys public keys only, those of the past and of the near future included
    record KeySet(List<Map<String, Object>> keys) {}

    @GET
    @PermitAll
    @NonBlocking
    @Cache(maxAge = MAX_AGE_SECONDS)
    @Operation(operationId = "jwks", summary = "Keys that verify access tokens")
    public KeySet jwks() {
        return new KeySet(keys.verifying().stream().map(JwksResource::jwk).toList());
    }

    private static Map<String, Object> jwk(SigningKey.Usable key) {
        var jwk = new EllipticCurveJsonWebKey(key.publicKey());
        jwk.setKeyId(key.kid());
        jwk.setUse(Use.SIGNATURE);
        jwk.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return jwk.toParams(OutputControlLevel.PUBLIC_ONLY);
    }
}
