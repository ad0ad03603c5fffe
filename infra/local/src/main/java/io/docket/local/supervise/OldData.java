package io.docket.local.supervise;

import io.docket.local.home.Home;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Data of earlier runs. */
final class OldData {
    private OldData() {}

    /** Deletes what these servers have stored. Links are removed, never followed. */
    static void delete(Home home, Collection<String> servers) throws IOException {
        for (String server : servers) {
            if (Files.exists(home.data(server))) {
                Files.walkFileTree(home.data(server), new Deletion());
            }
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
            if (problem != null) {
                throw problem;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
