package io.docket.eventstore;

import io.docket.eventstore.EventStoreConfig.KeyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Ed25519 keys in PEM files, made for one test. */
public final class SigningKeys {
    private SigningKeys() {}

    /** A new pair: {@code <name>.pem} and {@code <name>.pub.pem}. */
    public static KeyFiles in(Path folder, String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new KeyFiles(
                    write(folder.resolve(name + ".pem"), "PRIVATE KEY", pair.getPrivate()),
                    write(folder.resolve(name + ".pub.pem"), "PUBLIC KEY", pair.getPublic()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path write(Path file, String kind, Key key) {
        String base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        try {
            return Files.writeString(
                    file, "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
