package io.docket.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void the_last_lines_are_shown() throws IOException {
        Path log = Files.writeString(folder.resolve("x.log"), "one\ntwo\nthree\n");

        new LogTail(log, new PrintStream(printed, true, StandardCharsets.UTF_8)).last(2);

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("two\nthree\n");
    }

    @Test
    void more_lines_than_there_are_means_all() throws IOException {
        Path log = Files.writeString(folder.resolve("x.log"), "one\n");

        new LogTail(log, new PrintStream(printed, true, StandardCharsets.UTF_8)).last(100);

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("one\n");
    }
}
