package io.docket.contracts.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The public keys that checkpoints may be signed with, by id: old ones stay when a new one comes. */
public final class PublicKeys {
    private static final String SUFFIX = ".pub.pem";

    private final Map<String, PublicKey> byId;

    private PublicKeys(Map<String, PublicKey> byId) {
        this.byId = Map.copyOf(byId);
    }

    /** The keys of these files, and of the files {@code *.pub.pem} in these folders. */
    public static PublicKeys in(Collection<Path> filesAndFolders) {
        Map<String, PublicKey> byId = new HashMap<>();
        for (Path path : filesAndFolders) {
            for (Path file : files(path)) {
                try {
                    PublicKey key = PemFile.publicKey(file);
                    byId.put(PemFile.idOf(key), key);
                } catch (IOException | GeneralSecurityException e) {
                    throw new IllegalArgumentException("public key " + file + " cannot be used: " + e.getMessage(), e);
                }
            }
        }
        return new PublicKeys(byId);
    }

    /** The key with this id, SHA-256 of its X.509 form in lower case hex. */
    public @Nullable PublicKey find(String id) {
        return byId.get(id);
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> found = Files.list(path)) {
            return new ArrayList<>(
                    found.filter(file -> file.toString().endsWith(SUFFIX)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
