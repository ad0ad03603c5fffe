package io.docket.eventstore.internal.checkpoint;

import io.docket.contracts.chain.Checkpoint;
import io.docket.contracts.chain.PemFile;
import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.StartRefusedException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HexFormat;

/** Signs checkpoints with the store's private key. */
public final class CheckpointSigner {
    private final PrivateKey key;
    private final String keyId;

    private CheckpointSigner(PrivateKey key, String keyId) {
        this.key = key;
        this.keyId = keyId;
    }

    /**
     * Loads the keys and tries them.
     *
     * @throws StartRefusedException if a file cannot be read, or they are not a pair
     */
    public static CheckpointSigner of(KeyFiles files) {
        try {
            PublicKey publicKey = PemFile.publicKey(files.publicKey());
            CheckpointSigner signer =
                    new CheckpointSigner(PemFile.privateKey(files.privateKey()), PemFile.idOf(publicKey));
            if (!signer.sign(new Checkpoint("", "", 0, 0, 0, "", 0)).isSignedBy(publicKey)) {
                throw new StartRefusedException("signing keys " + files + " are not a pair", null);
            }
            return signer;
        } catch (IOException | GeneralSecurityException e) {
            throw new StartRefusedException("signing keys " + files + " cannot be used: " + e, e);
        }
    }

    /** Id of the key: SHA-256 of the public key. */
    public String keyId() {
        return keyId;
    }

    public SignedCheckpoint sign(Checkpoint checkpoint) {
        try {
            Signature signature = Signature.getInstance(SignedCheckpoint.ALGORITHM);
            signature.initSign(key);
            signature.update(checkpoint.canonical());
            return new SignedCheckpoint(checkpoint, keyId, HexFormat.of().formatHex(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }
}
