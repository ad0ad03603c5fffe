package io.docket.contracts.chain;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.docket.contracts.json.Json;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A checkpoint with its signature, in the log as JSON.
 *
 * @param checkpoint what it says
 * @param keyId id of the key that signed it: SHA-256 of the public key
 * @param signature Ed25519 over the checkpoint's canonical form, lower case hex
 */
@JsonPropertyOrder({"checkpoint", "keyId", "signature"})
public record SignedCheckpoint(Checkpoint checkpoint, String keyId, String signature) {
    /** How checkpoints are signed. */
    public static final String ALGORITHM = "Ed25519";

    /**
     * Reads a record's value.
     *
     * @throws IllegalArgumentException if it is no checkpoint, or not written in the one way that {@link #json} has
     */
    public static SignedCheckpoint of(byte[] value) {
        SignedCheckpoint read;
        try {
            read = Json.read(value, SignedCheckpoint.class);
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException("not a checkpoint", e);
        }
        if (!read.whole() || !Arrays.equals(read.json(), value)) {
            throw new IllegalArgumentException("not a checkpoint as the store writes it");
        }
        return read;
    }

    /** The value of the record. */
    public byte[] json() {
        return Json.bytes(this);
    }

    /** Whether the key's owner signed exactly this. */
    public boolean isSignedBy(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(checkpoint.canonical());
            byte[] raw = HexFormat.of().parseHex(signature);
            return HexFormat.of().formatHex(raw).equals(signature) && verifier.verify(raw);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether JSON left nothing out. */
    @SuppressWarnings("ConstantValue") // what JSON leaves out is null whatever the type says
    public boolean whole() {
        return checkpoint != null
                && checkpoint.clusterId() != null
                && checkpoint.topic() != null
                && checkpoint.hash() != null
                && keyId != null
                && signature != null;
    }
}
