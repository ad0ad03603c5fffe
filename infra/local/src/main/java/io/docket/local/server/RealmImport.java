package io.docket.local.server;

import io.docket.local.home.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/** Puts the realm file where Keycloak imports it, and makes it import again what has changed. */
final class RealmImport {
    private RealmImport() {}

    static void prepare(Path realm, Path keycloakHome, Map<String, String> placeholders) throws IOException {
        Path imports = Files.createDirectories(keycloakHome.resolve("data/import"));
        Files.copy(realm, imports.resolve("docket-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        Path imported = keycloakHome.resolve("imported");
        String digest = digest(Files.readString(realm), placeholders);
        if (Files.exists(imported) && Files.readString(imported).equals(digest)) {
            return;
        }
        forget(keycloakHome.resolve("data/h2"));
        PrivateFile.write(imported, digest);
    }

    private static String digest(String realm, Map<String, String> placeholders) {
        try {
            byte[] bytes = (realm + placeholders).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void forget(Path database) throws IOException {
        if (!Files.isDirectory(database)) {
            return;
        }
        try (Stream<Path> files = Files.list(database)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
