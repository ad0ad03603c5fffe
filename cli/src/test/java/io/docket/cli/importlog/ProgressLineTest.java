package io.docket.cli.importlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.cli.importlog.ProgressLine.State;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void a_line_tells_share_rate_and_remaining_time() {
        ProgressLine line = new ProgressLine(true, 0);

        String text = line.show(new State("importing", 1_500, 6_000, "commands", "20 already there"), 1_000_000_000);

        assertThat(text)
                .isEqualTo("importing [" + "█".repeat(7) + "░".repeat(23)
                        + "]  25.0%  1,500 commands/s, 0:03 left  (20 already there)");
    }

    @Test
    void a_step_that_stands_still_promises_nothing() {
        ProgressLine line = new ProgressLine(false, 0);

        assertThat(line.show(new State("checking", 0, 10, "KiB", ""), 1_000_000_000))
                .isEqualTo("checking   0.0%  0 KiB/s");
    }
}
