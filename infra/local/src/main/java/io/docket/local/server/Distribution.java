package io.docket.local.server;

import io.docket.local.home.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An unpacked archive of a server, put there by the build. */
final class Distribution {
    private Distribution() {}

    /** The folder of the newest version. */
    static Path unpacked(Home home, String prefix) throws IOException, Preparation.NotBuilt {
        if (Files.isDirectory(home.dist())) {
            try (Stream<Path> folders = Files.list(home.dist())) {
                var newest = folders.filter(
                                folder -> folder.getFileName().toString().startsWith(prefix))
                        .max(Comparator.comparing(folder -> folder.toFile().lastModified()));
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new Preparation.NotBuilt("%s is not in %s: run ./docket clean, then ./docket up"
                .formatted(prefix.substring(0, prefix.length() - 1), home.shown(home.dist())));
    }

    /** Every jar of a folder in a fixed order: an archive of loaded classes is valid for one class path only. */
    static String jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
