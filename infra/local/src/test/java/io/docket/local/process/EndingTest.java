package io.docket.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {
    @Test
    void a_process_that_listens_is_asked() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();

        int forced = Ending.end(List.of(process.toHandle()), Duration.ofSeconds(10));

        assertThat(forced).isZero();
        assertThat(Running.is(process.toHandle())).isFalse();
    }

    @Test
    void a_process_that_does_not_listen_is_forced_together_with_what_it_started() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "trap '' TERM; sleep 60 & wait; sleep 60").start();
        List<ProcessHandle> children = awaitChildren(process);

        int forced = Ending.end(List.of(process.toHandle()), Duration.ofMillis(300));

        assertThat(forced).isPositive();
        assertThat(Running.is(process.toHandle())).isFalse();
        assertThat(children).noneMatch(Running::is);
    }

    private static List<ProcessHandle> awaitChildren(Process process) throws InterruptedException {
        List<ProcessHandle> children = List.of();
        for (int tries = 0; children.isEmpty() && tries < 100; tries++) {
            Thread.sleep(20);
            children = process.toHandle().descendants().toList();
        }
        return children;
    }
}
