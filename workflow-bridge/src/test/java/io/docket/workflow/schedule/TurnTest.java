package io.docket.workflow.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.docket.kit.time.CronTimes;
import io.docket.workflow.job.Jobs;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnTest {
    private static final String EVERY_SECOND = "* * * * * ?";
    private static final int OCCURRENCES = 2_000;
    /** Far less than reading the expression again at every step adds: that makes six of one. */
    private static final double SOMEWHAT_MORE = 1.2;

    private final Instant due = Instant.parse("2030-01-01T00:00:00Z");
    private final Instant now = due.plusSeconds(OCCURRENCES);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(strings = {"skip", "once"})
    void an_expression_is_read_once_however_many_occurrences_could_not_be_kept(String missed) {
        turn(missed);
        long steps = allocatedBytes(this::step);

        long turn = allocatedBytes(() -> turn(missed));

        assertThat(turn).isBetween(steps / 2, (long) (SOMEWHAT_MORE * steps));
    }

    private void step() {
        CronTimes times = CronTimes.of(EVERY_SECOND, ZoneOffset.UTC);
        Instant at = due;
        while (!at.isAfter(now)) {
            at = times.after(at).orElseThrow();
        }
    }

    private void turn(String missed) {
        Plan plan = new Plan("ann", "close-case", Jobs.json("{}"), null, EVERY_SECOND, "UTC", missed, null);
        Planned planned = new Planned(new ScheduleRef("acme", "often"), plan, due);
        Turn turn = missed.equals("skip") ? Turn.skip(planned, now, Duration.ZERO) : Turn.sendLast(planned, now);
        assertThat(turn.leftOut().orElseThrow().count()).isGreaterThanOrEqualTo(OCCURRENCES);
    }

    private long allocatedBytes(Runnable work) {
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
