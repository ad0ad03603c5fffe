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
 * A pair of keys of one stack, made at the first start, then kept: one signs the checkpoints of its log, another what the
 * workflow bridge derives.
 *
 * @param privateKey PEM file, readable by its owner only
 * @param publicKey PEM file beside it, for auditors
 */
public record SigningKeys(Path privateKey, Path publicKey) {
    /** The keys of the stack in the home folder, whether they exist yet or not. */
    public static SigningKeys of(Home home) {
        return named(home, "checkpoint");
    }

    /** The keys that the workflow bridge signs with. */
    public static SigningKeys ofBridge(Home home) {
        return named(home, "bridge-signing");
    }

    private static SigningKeys named(Home home, String name) {
        return new SigningKeys(
                home.secrets().resolve(name + ".pem"), home.secrets().resolve(name + ".pub.pem"));
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
