package io.docket.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A jar in a module's target folder, whatever its version. */
final class BuiltJar {
    private BuiltJar() {}

    static Optional<Path> find(Path target, String start, String end) throws IOException {
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> matches(file.getFileName().toString(), start, end))
                    .sorted()
                    .findFirst();
        }
    }

    private static boolean matches(String name, String start, String end) {
        return name.startsWith(start)
                && name.endsWith(end)
                && !name.endsWith("-sources.jar")
                && !name.endsWith("-tests.jar")
                && !name.startsWith("original-");
    }
}
