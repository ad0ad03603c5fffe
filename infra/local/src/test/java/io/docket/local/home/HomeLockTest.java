package io.docket.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
    @TempDir
    Path root;

    @Test
    void a_lock_that_was_given_back_can_be_taken_again() throws IOException {
        Home home = Home.of(root, Path.of("stack"));
        home.create();
        HomeLock.tryTake(home).orElseThrow().close();

        try (HomeLock again = HomeLock.tryTake(home).orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }
}
