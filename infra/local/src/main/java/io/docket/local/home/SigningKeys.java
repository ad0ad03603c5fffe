package io.docket.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The keys of one stack that sign the checkpoints of its log: made at the first start, then kept.
 *
 * @param privateKey PEM file, readable by its owner only
 * @param publicKey PEM file beside it, for auditors
 */
public record SigningKeys(Path privateKey, Path publicKey) {
    /** The keys of the stack in the home folder, whether they exist yet or not. */
    public static SigningKeys of(Home home) {
        return new SigningKeys(
                home.secrets().resolve("checkpoint.pem"), home.secrets().resolve("checkpoint.pub.pem"));
    }

    /** Makes them, if they are not there. */
    public SigningKeys create() throws IOException {
        if (!Files.exists(privateKey) || !Files.exists(publicKey)) {
            KeyPair pair = pair();
            PrivateFile.write(publicKey, pem("PUBLIC KEY", pair.getPublic()));
            PrivateFile.write(privateKey, pem("PRIVATE KEY", pair.getPrivate()));
        }
        return this;
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, Key key) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(kind, Base64.getEncoder().encodeToString(key.getEncoded()));
    }
}
