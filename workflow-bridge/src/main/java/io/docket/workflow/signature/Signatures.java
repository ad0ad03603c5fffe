package io.docket.workflow.signature;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UncheckedJoseException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies detached signatures: JWS in compact form with the payload left out ({@code <header>..<signature>}), over the
 * canonical JSON of the data. People and external systems sign with Ed25519 or ECDSA and bring their chain of certificates
 * in the header ({@code x5c}); the platform itself signs with a key that {@code kid} names.
 */
public final class Signatures {
    /** Characters of a signature with its chain. */
    public static final int MAX_LENGTH = 32_768;

    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.EDDSA,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512);

    private final TrustAnchors anchors;
    private final SystemKeys systemKeys;

    /** Signatures of people up to the anchors, and of the platform. */
    public Signatures(TrustAnchors anchors, SystemKeys systemKeys) {
        this.anchors = anchors;
        this.systemKeys = systemKeys;
    }

    /**
     * Returns who signed, for people.
     *
     * @throws InvalidSignature if it is not a signature over exactly this data by somebody trusted
     * @throws io.docket.workflow.retry.Unavailable if nobody can tell whether a certificate was revoked
     */
    public String requireValid(CanonicalJson data, String signature) {
        if (signature.length() > MAX_LENGTH || !signature.contains("..")) {
            throw new InvalidSignature("it is not a detached JWS of at most " + MAX_LENGTH + " characters");
        }
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(ALGORITHMS);
            jws.setCompactSerialization(signature);
            jws.setEncodedPayload(Base64.getUrlEncoder().withoutPadding().encodeToString(data.bytes()));
            Signer signer = signerOf(jws);
            requireEd25519(signer.key());
            jws.setKey(signer.key());
            if (!jws.verifySignature()) {
                throw new InvalidSignature("the data is not what was signed");
            }
            return signer.name();
        } catch (JoseException | UncheckedJoseException | ClassCastException e) {
            throw new InvalidSignature(String.valueOf(e.getMessage()));
        }
    }

    private Signer signerOf(JsonWebSignature jws) throws JoseException {
        List<X509Certificate> chain = jws.getCertificateChainHeaderValue();
        if (chain != null) {
            X509Certificate signer = anchors.signer(chain);
            return new Signer(signer.getSubjectX500Principal().getName(), signer.getPublicKey());
        }
        @Nullable String id = jws.getKeyIdHeaderValue();
        if (id == null) {
            throw new InvalidSignature("it names neither a chain of certificates nor a key");
        }
        return new Signer(SystemKeys.NAME, systemKeys.require(id));
    }

    private static void requireEd25519(PublicKey key) {
        if (key instanceof EdECPublicKey edwards
                && !edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
            throw new InvalidSignature("of Edwards curves only Ed25519 is taken");
        }
    }

    private record Signer(String name, PublicKey key) {}
}
