package io.docket.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMarkTest {
    private final ProcessMark own = ProcessMark.of(ProcessHandle.current());

    @Test
    void a_running_process_is_found_again() {
        assertThat(own.find()).contains(ProcessHandle.current());
    }

    @Test
    void a_process_that_has_got_the_number_of_an_ended_one_is_not_taken_for_it() {
        ProcessMark earlier = new ProcessMark(own.pid(), own.startedAt().minusSeconds(60));

        assertThat(earlier.isAlive()).isFalse();
    }

    @Test
    void an_ended_process_is_not_found() throws Exception {
        Process process = new ProcessBuilder("true").start();
        ProcessMark mark = ProcessMark.of(process.toHandle());

        process.waitFor();

        assertThat(mark.isAlive()).isFalse();
    }
}
