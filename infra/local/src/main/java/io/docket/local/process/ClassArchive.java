package io.docket.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The file with the classes that a JVM loaded last time.
 *
 * <p>It is valid for exactly one class path and one Java version, and a JVM never replaces one that does not fit: so
 * both are part of its name, and older ones are removed.
 */
final class ClassArchive {
    static final String CREATE = "-XX:+AutoCreateSharedArchive";
    static final String USE = "-XX:SharedArchiveFile=";
    private static final int KEY_BYTES = 6;
    private static final String ENDING = ".jsa";

    private final Path folder;
    private final String name;
    private final Path file;

    ClassArchive(Path folder, String name, String classPath) {
        this.folder = folder;
        this.name = name;
        this.file = folder.resolve(name + "-" + key(classPath) + ENDING);
    }

    Path file() {
        return file;
    }

    /** The options of a JVM that uses the archive; if it may also create it, it does so at its first clean exit. */
    List<String> options(boolean mayCreate) {
        String use = USE + file;
        if (Files.exists(file)) {
            return List.of(use);
        }
        if (!mayCreate) {
            return List.of();
        }
        removeOlder();
        return List.of(CREATE, use);
    }

    private static String key(String classPath) {
        StringBuilder identity = new StringBuilder(Runtime.version().toString());
        try {
            for (String entry : classPath.split(File.pathSeparator)) {
                Path file = Path.of(entry);
                identity.append('|').append(entry);
                if (Files.isRegularFile(file)) {
                    identity.append(Files.size(file)).append(Files.getLastModifiedTime(file));
                }
            }
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(identity.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void removeOlder() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        String older = name + "-[0-9a-f]{%d}".formatted(2 * KEY_BYTES) + ENDING;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.filter(other -> other.getFileName().toString().matches(older))
                    .toList()) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
