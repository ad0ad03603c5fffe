package io.docket.eventstore.simulation;

import io.docket.eventstore.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk of an instance: it survives a crash, is lost with the machine, or is restored from an older copy. */
final class Disk {
    private final Path folder;
    private final Path copy;

    Disk(Path folder) {
        this.folder = folder;
        this.copy = folder.resolveSibling(folder.getFileName() + "-copy");
    }

    Path folder() {
        return folder;
    }

    void lose() {
        ScratchFolder.delete(folder);
    }

    /** Keeps what is there now; nobody may have it open. */
    void backUp() {
        ScratchFolder.delete(copy);
        copy(folder, copy);
    }

    void restore() {
        if (Files.exists(copy)) {
            ScratchFolder.delete(folder);
            copy(copy, folder);
        }
    }

    private static void copy(Path from, Path to) {
        for (Path path : ScratchFolder.tree(from)) {
            try {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
