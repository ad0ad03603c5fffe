package io.docket.workflow.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.ScheduleEvent;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Cause;
import io.docket.workflow.job.Jobs;
import io.docket.workflow.schedule.ScheduleMemory.Due;
import io.docket.workflow.simulation.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiringTest {
    private static final ScheduleRef ONCE = new ScheduleRef("acme", "k~once");
    private static final ScheduleRef HOURLY = new ScheduleRef("acme", "hourly");
    private static final Cause PLANNED = new Cause("planned", "first", 3);

    private final VirtualTime time = new VirtualTime();
    private final SchedulesInMemory memory = new SchedulesInMemory();
    private final ScheduleServiceDouble service = new ScheduleServiceDouble();
    private final Firing firing = new Firing(memory, service, time, Duration.ofMinutes(1));
    private final ScheduleBook book = new ScheduleBook(memory, time);

    @Test
    void a_command_goes_out_when_it_is_due_on_behalf_of_whoever_planned_it() {
        Instant due = time.instant().plusSeconds(60);
        once(due);
        assertThat(fire(ONCE)).containsExactly(new Due(ONCE, due));
        assertThat(service.accepted()).isEmpty();

        time.sleep(Duration.ofSeconds(60));

        assertThat(fire(ONCE)).isEmpty();
        assertThat(service.story()).containsExactly("fired", "close-case");
        assertThat(service.accepted().getLast())
                .isEqualTo(new BridgeCommand(
                        "acme",
                        "close-case",
                        "schedule:k~once:2030-01-01T00:01:00Z:command",
                        Jobs.json("{\"caseId\":\"k\",\"onBehalfOf\":\"ann\"}"),
                        PLANNED));
        assertThat(memory.find(ONCE)).isEmpty();
    }

    @Test
    void a_delay_counts_from_the_event() {
        book.note(
                ONCE,
                new ScheduleEvent.Created("k", "close-case", Jobs.json("{}"), null, "PT90S", null, null, null),
                "ann",
                time.instant(),
                PLANNED);

        assertThat(memory.find(ONCE).orElseThrow().due())
                .isEqualTo(time.instant().plusSeconds(90));
    }

    @Test
    void whatever_breaks_off_is_done_again_and_has_its_effect_once() {
        boolean broke = true;
        for (int half = 1; broke; half++) {
            FiringTest world = new FiringTest();
            world.service.breakAt(half);
            world.once(world.time.instant());

            world.fire(ONCE);
            broke = world.service.broke();
            world.fire(ONCE);

            assertThat(world.service.story()).as("half %d", half).containsExactly("fired", "close-case");
        }
    }

    @Test
    void a_log_that_is_read_again_fires_nothing_again() {
        once(time.instant());
        fire(ONCE);

        memory.lose();
        once(time.instant());
        fire(ONCE);
        service.forgetKeys();
        once(time.instant());
        fire(ONCE);

        assertThat(service.story()).containsExactly("fired", "close-case");
    }

    @Test
    void an_occurrence_of_long_ago_is_not_even_asked_about() {
        Instant due = time.instant();
        once(due);
        time.sleep(ScheduleBook.LONG_AGO.plusDays(1));

        book.note(ONCE, new ScheduleEvent.Fired(OffsetDateTime.parse(due.toString()), null), "bridge", due, null);

        assertThat(memory.find(ONCE)).isEmpty();
    }

    @Test
    void nothing_goes_out_after_the_end_was_accepted() {
        once(time.instant());
        service.cancel(ONCE.id());

        assertThat(fire(ONCE)).isEmpty();

        assertThat(service.accepted()).isEmpty();
        assertThat(memory.find(ONCE)).isEmpty();
    }

    @Test
    void a_command_that_is_not_accepted_is_told_and_the_next_one_goes_out() {
        service.refuse("close-case");
        hourly("all");
        time.sleep(Duration.ofMinutes(60));

        assertThat(fire(HOURLY)).containsExactly(new Due(HOURLY, Instant.parse("2030-01-01T02:00:00Z")));

        assertThat(service.story()).containsExactly("fired", "rejected");
        assertThat(service.accepted().getLast().payload().path("detail").asText())
                .isEqualTo("not now");
    }

    @ParameterizedTest
    @CsvSource({
        "skip, missed, 2030-01-01T05:00:00Z",
        "once, missed fired close-case, 2030-01-01T05:00:00Z",
        "all, fired close-case fired close-case fired close-case fired close-case, 2030-01-01T05:00:00Z"
    })
    void occurrences_that_could_not_be_kept_follow_their_policy(String missed, String story, Instant next) {
        hourly(missed);
        time.sleep(Duration.ofMinutes(4 * 60 + 30));

        for (int i = 0; i < 10; i++) {
            fire(HOURLY);
        }

        assertThat(service.story()).isEqualTo(List.of(story.split(" ")));
        assertThat(memory.find(HOURLY).orElseThrow().due()).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "skip, 30, fired close-case",
        "skip, 190, fired close-case missed",
        "once, 190, fired close-case missed fired close-case"
    })
    void a_command_that_could_not_go_out_for_long_goes_out_whatever_the_policy_is(
            String missed, long minutes, String story) {
        hourly(missed);
        time.sleep(Duration.ofMinutes(60));
        service.breakAt(3);
        assertThat(fire(HOURLY)).isEmpty();
        time.sleep(Duration.ofMinutes(minutes));

        for (int i = 0; i < 3; i++) {
            fire(HOURLY);
        }

        assertThat(service.story()).isEqualTo(List.of(story.split(" ")));
    }

    @Test
    void a_command_that_did_not_go_out_before_the_bridge_died_goes_out_after_it() {
        hourly("skip");
        time.sleep(Duration.ofMinutes(60));
        service.breakAt(3);
        assertThat(fire(HOURLY)).isEmpty();
        time.sleep(Duration.ofMinutes(2));

        new Firing(memory, service, time, Duration.ofMinutes(1)).fire(found(HOURLY));

        assertThat(service.story()).containsExactly("fired", "close-case");
    }

    @Test
    void what_was_left_out_is_told_with_its_number() {
        hourly("once");
        time.sleep(Duration.ofMinutes(4 * 60 + 30));

        fire(HOURLY);

        assertThat(service.accepted().getFirst().payload())
                .hasToString("{\"scheduleId\":\"hourly\",\"state\":\"missed\",\"due\":\"2030-01-01T01:00:00Z\","
                        + "\"next\":\"2030-01-01T04:00:00Z\",\"until\":\"2030-01-01T03:00:00Z\",\"occurrences\":3}");
    }

    @Test
    void an_occurrence_that_is_a_little_late_was_kept() {
        hourly("skip");
        time.sleep(Duration.ofMinutes(60).plusSeconds(50));

        fire(HOURLY);

        assertThat(service.story()).containsExactly("fired", "close-case");
    }

    @Test
    void what_stands_against_one_schedule_stops_no_other_and_all_go_out_together() {
        Instant due = time.instant();
        List<ScheduleRef> schedules = IntStream.range(0, 5)
                .mapToObj(i -> new ScheduleRef("acme", "many-" + i))
                .toList();
        schedules.forEach(schedule -> note(schedule, OffsetDateTime.parse(due.toString()), null, null));
        hourly("all");
        service.cancel("many-1");
        service.lose("schedule:many-3:" + due + ":command");

        List<Due> next = firing.fire(memory.claim(memory.dueUntil(due, 10)));

        assertThat(next).isEmpty();
        assertThat(service.story())
                .containsExactly("fired", "fired", "fired", "fired", "close-case", "close-case", "close-case");
        assertThat(service.groups()).isEqualTo(2);
        assertThat(memory.dueUntil(due, 10)).containsExactly(new Due(schedules.get(3), due));

        firing.fire(found(schedules.get(3)));

        assertThat(service.story().subList(7, 8)).containsExactly("close-case");
        assertThat(memory.dueUntil(due, 10)).isEmpty();
    }

    @Test
    void a_schedule_whose_turn_cannot_be_worked_out_stops_no_other_and_stays_due() {
        Instant due = time.instant();
        ScheduleRef broken = new ScheduleRef("acme", "broken");
        Plan never = new Plan("ann", "close-case", Jobs.json("{}"), null, "never", "UTC", "all", null);
        memory.put(new Planned(broken, never, due));
        once(due);

        List<Due> next = firing.fire(Stream.of(broken, ONCE)
                .flatMap(schedule -> found(schedule).stream())
                .toList());

        assertThat(next).isEmpty();
        assertThat(service.story()).containsExactly("fired", "close-case");
        assertThat(memory.dueUntil(due, 10)).containsExactly(new Due(broken, due));
    }

    private List<Due> fire(ScheduleRef schedule) {
        return firing.fire(found(schedule));
    }

    private List<Planned> found(ScheduleRef schedule) {
        return memory.find(schedule).stream().toList();
    }

    private void once(Instant at) {
        note(ONCE, OffsetDateTime.parse(at.toString()), null, null);
    }

    private void hourly(String missed) {
        note(HOURLY, null, "0 * * * *", missed);
    }

    private void note(
            ScheduleRef schedule, @Nullable OffsetDateTime at, @Nullable String cron, @Nullable String missed) {
        book.note(
                schedule,
                new ScheduleEvent.Created(
                        "k",
                        "close-case",
                        Jobs.json("{\"caseId\":\"k\"}"),
                        at,
                        null,
                        cron,
                        cron == null ? null : "UTC",
                        missed),
                "ann",
                time.instant(),
                PLANNED);
    }
}
