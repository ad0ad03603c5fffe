package io.docket.workflow.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.workflow.job.Jobs;
import io.docket.workflow.schedule.ScheduleMemory.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleClockTest {
    private static final int MANY = 300;
    /** Batches of 125 make three, and each sends two groups: reports and commands. */
    private static final int GROUPS = 6;

    private final InstantSource time = InstantSource.system();
    private final SchedulesInMemory memory = new SchedulesInMemory();
    private final ScheduleServiceDouble service = new ScheduleServiceDouble();
    private final Firing firing = new Firing(memory, service, time, Duration.ofMinutes(1));
    private final ScheduleClock clock = new ScheduleClock(new UnseenSchedules(memory), firing, time, 2);

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void what_is_due_at_once_goes_out_together_and_not_before() {
        Instant due = time.instant().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
        List<Due> many = IntStream.range(0, MANY)
                .mapToObj(i -> new Due(new ScheduleRef("acme", "s-" + i), due))
                .toList();
        many.forEach(each -> memory.put(new Planned(each.schedule(), plan(due), due)));
        clock.start();

        many.forEach(clock::expect);
        many.forEach(clock::expect);

        await().until(() -> time.instant().isAfter(due) || !service.accepted().isEmpty());
        assertThat(time.instant()).isAfterOrEqualTo(due);
        await().until(() -> memory.dueUntil(due, 1).isEmpty());
        assertThat(service.story()).hasSize(2 * MANY);
        assertThat(service.groups()).isEqualTo(GROUPS);
    }

    @Test
    void nothing_goes_out_before_the_start_and_what_was_expected_then_does() {
        Instant due = time.instant().truncatedTo(ChronoUnit.MILLIS);
        ScheduleRef early = new ScheduleRef("acme", "early");
        memory.put(new Planned(early, plan(due), due));
        clock.expect(new Due(early, due));
        await().during(Duration.ofMillis(500)).until(() -> service.accepted().isEmpty());

        clock.start();

        await().until(() -> memory.dueUntil(due, 1).isEmpty());
        assertThat(service.story()).containsExactly("fired", "close-case");
    }

    private static Plan plan(Instant due) {
        return new Plan("ann", "close-case", Jobs.json("{\"caseId\":\"k\"}"), due, null, null, null, null);
    }
}
