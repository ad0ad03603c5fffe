package io.docket.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a failing disk does to the files of an index, which nobody may have open. */
public final class DamagedIndex {
    /** Within the first block of data, behind the few bytes that say how it is packed. */
    private static final int FIRST_BLOCK = 20;

    private DamagedIndex() {}

    /** Flips a bit in the first block of each file of data: the lowest keys, which are events if there are any. */
    public static void atBegin(Path index) {
        files(index).forEach(file -> flip(file, FIRST_BLOCK));
    }

    /** Flips a bit half-way into each file of data. */
    public static void inTheMiddle(Path index) {
        files(index).forEach(file -> flip(file, (int) (size(file) / 2)));
    }

    private static List<Path> files(Path index) {
        List<Path> files = ScratchFolder.tree(index).stream()
                .filter(file -> file.toString().endsWith(".sst"))
                .toList();
        assertThat(files).as("files of data in " + index).isNotEmpty();
        return files;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flip(Path file, int place) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[place] ^= 1;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
