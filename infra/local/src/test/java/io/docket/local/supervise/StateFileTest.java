package io.docket.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.local.home.Home;
import io.docket.local.process.ProcessMark;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    Path root;

    @Test
    void what_was_written_is_read_again() throws IOException {
        Home home = Home.of(root, Path.of("stack"));
        home.create();
        StateFile file = new StateFile(home);
        StackState state = StackState.starting()
                .with(
                        "redis",
                        ServerState.waiting("redis://x", "redis.log")
                                .running(ProcessMark.of(ProcessHandle.current()))
                                .ready(1.5))
                .with("kafka", ServerState.waiting("kafka", "kafka.log").died("exit code 1"))
                .ready();

        file.write(state);

        assertThat(file.read()).contains(state);
    }

    @Test
    void before_the_first_start_there_is_nothing_to_read() {
        assertThat(new StateFile(Home.of(root, Path.of("none"))).read()).isEmpty();
    }
}
