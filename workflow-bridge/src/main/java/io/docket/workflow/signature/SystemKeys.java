package io.docket.workflow.signature;

import io.docket.contracts.chain.PemFile;
import io.docket.contracts.chain.PublicKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The Ed25519 keys that the platform signs derived data with: one that signs, and all that did. */
public final class SystemKeys {
    /** Who signed, where it was the platform. */
    public static final String NAME = "system";

    private final @Nullable PrivateKey signing;
    private final @Nullable String signingId;
    private final PublicKeys known;

    private SystemKeys(@Nullable PrivateKey signing, @Nullable String signingId, PublicKeys known) {
        this.signing = signing;
        this.signingId = signingId;
        this.known = known;
    }

    /** No key: nothing is signed by the platform, and nothing that says so is taken. */
    public static SystemKeys none() {
        return new SystemKeys(null, null, PublicKeys.in(List.of()));
    }

    /**
     * Keys in PEM files.
     *
     * @param privateKey the key that signs
     * @param currentPublicKey its public key
     * @param publicKeys files or folders with those of its predecessors
     */
    public static SystemKeys in(Path privateKey, Path currentPublicKey, List<Path> publicKeys) {
        try {
            return new SystemKeys(
                    PemFile.privateKey(privateKey),
                    PemFile.idOf(PemFile.publicKey(currentPublicKey)),
                    PublicKeys.in(Stream.concat(Stream.of(currentPublicKey), publicKeys.stream())
                            .toList()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("signing key " + privateKey + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The platform's detached signature over the data; empty without a key. */
    public Optional<String> sign(CanonicalJson data) {
        if (signing == null) {
            return Optional.empty();
        }
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
            jws.setKeyIdHeaderValue(signingId);
            jws.setPayloadBytes(data.bytes());
            jws.setKey(signing);
            return Optional.of(jws.getDetachedContentCompactSerialization());
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    PublicKey require(String id) {
        PublicKey key = known.find(id);
        if (key == null) {
            throw new InvalidSignature("no key of the platform has the id " + id);
        }
        return key;
    }
}
