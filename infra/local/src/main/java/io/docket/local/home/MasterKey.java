package io.docket.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The master key of one stack, which wraps the keys of its interim data: made at the first start, then kept.
 *
 * @param file {@code <id>:<base64 of 32 bytes>}, readable by its owner only
 */
public record MasterKey(Path file) {
    private static final int KEY_BYTES = 32;

    /** The key of the stack in the home folder, whether it exists yet or not. */
    public static MasterKey of(Home home) {
        return new MasterKey(home.secrets().resolve("interim-master-keys"));
    }

    /** Makes it, if it is not there. */
    public MasterKey create() throws IOException {
        if (!Files.exists(file)) {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            PrivateFile.write(file, "local-1:" + Base64.getEncoder().encodeToString(key) + "\n");
        }
        return this;
    }
}
