package io.docket.eventstore.simulation;

import io.docket.eventstore.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The disk of an instance: it survives a crash, is lost with the machine, or is restored from an older copy. */
final class Disk {
    /** Every block is hit: which of them is read first is not for the seed to say. */
    private static final int EVERY_BYTES = 16;

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

    /** Puts back what was kept; false if nothing was. */
    boolean restore() {
        boolean kept = Files.exists(copy);
        if (kept) {
            ScratchFolder.delete(folder);
            copy(copy, folder);
        }
        return kept;
    }

    /**
     * Some bits are not what was written.
     *
     * @param place in what was written since the index was opened last, from 0 to below 1; with a negative one, in all that
     *     was written before
     * @return false if there is nothing there
     */
    boolean damage(double place) {
        List<Path> files = ScratchFolder.tree(folder).stream()
                .filter(file -> file.toString().endsWith(place < 0 ? ".sst" : ".log"))
                .filter(file -> file.toFile().length() > 0)
                .toList();
        files.forEach(file -> damage(file, place));
        return !files.isEmpty();
    }

    private static void damage(Path file, double place) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (place < 0) {
                for (int i = 0; i < bytes.length; i += EVERY_BYTES) {
                    bytes[i] ^= 1;
                }
            } else {
                bytes[(int) (bytes.length * place)] ^= 1;
            }
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
