package io.docket.workflow.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;

/** Keys of a platform that was just set up. */
public final class NewSystemKeys {
    private NewSystemKeys() {}

    /** One key pair, in files of the folder. */
    public static SystemKeys in(Path folder) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return SystemKeys.in(
                pem(folder, "PRIVATE KEY", pair.getPrivate()), pem(folder, "PUBLIC KEY", pair.getPublic()), List.of());
    }

    private static Path pem(Path folder, String kind, Key key) throws IOException {
        return Files.writeString(
                folder.resolve(kind.replace(' ', '-')),
                "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                        .formatted(kind, Base64.getEncoder().encodeToString(key.getEncoded())));
    }
}
