package io.docket.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.local.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {
    private static final String FIRST_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";

    @TempDir
    Path root;

    @Test
    void a_server_starts_quickly_and_stays_small() throws IOException {
        assertThat(workingJvm(Map.of())).contains(FIRST_COMPILER_ALONE, "-Xmx200m");
    }

    @Test
    void in_a_long_run_it_is_optimised_and_has_half_as_much_memory_again() throws IOException {
        assertThat(workingJvm(Map.of("DOCKET_LONG_RUN", "true")))
                .contains("-Xmx300m")
                .doesNotContain(FIRST_COMPILER_ALONE);
    }

    private List<String> workingJvm(Map<String, String> environment) throws IOException {
        Home home = Home.of(root, Path.of("stack"));
        home.create();
        return Stack.of(home, environment).working("server", 200).main("server.jar", "Server");
    }
}
