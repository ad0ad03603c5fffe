package io.docket.projection.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.docket.projection.view.Counter;
import io.docket.projection.view.LogScale;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatsAssemblyTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:30:00Z");

    private final Tally tally = Tally.empty();

    @Test
    void counters_come_together_by_type_stage_and_status_whatever_their_names_hold() {
        tally.add(Counter.stat("cases"), 3);
        tally.add(Counter.stat("cases", "open"), 2);
        tally.add(Counter.stat("cases", "closed"), 1);
        tally.add(Counter.stat("type", "a/b"), 3);
        tally.add(Counter.stat("type", "a/b", "stage", "In progress: 50%"), 2);
        tally.add(Counter.stat("type", "a/b", "stage", "done"), 1);
        tally.add(Counter.stat("type", "a/b", "status", "open"), 2);
        tally.add(Counter.stat("records", "x.y"), 4);
        tally.add(Counter.stat("events"), 9);
        tally.add(Counter.stat("events", "case"), 8);

        Stats stats = assemble(30);

        assertThat(stats.cases()).isEqualTo(new Stats.Cases(3, 2, 1, 0));
        assertThat(stats.caseTypes().get("a/b").perStage()).isEqualTo(Map.of("In progress: 50%", 2L, "done", 1L));
        assertThat(stats.caseTypes().get("a/b").perStatus()).isEqualTo(Map.of("open", 2L));
        assertThat(stats.caseTypes().get("a/b").leadTime()).isNull();
        assertThat(stats.records()).isEqualTo(Map.of("x.y", 4L));
        assertThat(stats.events()).isEqualTo(new Stats.Events(9, Map.of("case", 8L)));
        assertThat(stats.tasks())
                .returns(0L, Stats.Tasks::created)
                .returns(List.of(), Stats.Tasks::perGroup)
                .returns(List.of(), Stats.Tasks::perUser);
        assertThat(stats.actors()).isEqualTo(4);
    }

    @Test
    void throughput_is_that_of_the_last_days_across_the_end_of_a_month() {
        tally.add(Counter.stat("type", "a"), 1);
        tally.add(Counter.flow(Instant.parse("2026-02-27T23:59:59.999Z"), "opened", "a"), 7);
        tally.add(Counter.flow(Instant.parse("2026-02-28T00:00:00Z"), "opened", "a"), 2);
        tally.add(Counter.flow(Instant.parse("2026-03-02T23:00:00Z"), "opened", "b"), 1);
        tally.add(Counter.flow(Instant.parse("2026-03-01T10:00:00Z"), "closed", "a"), 4);
        tally.add(Counter.flow(Instant.parse("2026-03-03T10:00:00Z"), "closed", "a"), 9);

        Stats stats = assemble(3);

        assertThat(stats.throughput())
                .isEqualTo(new Stats.Throughput(
                        3,
                        3,
                        4,
                        List.of(
                                new Stats.Day(LocalDate.parse("2026-02-28"), 2, 0),
                                new Stats.Day(LocalDate.parse("2026-03-01"), 0, 4),
                                new Stats.Day(LocalDate.parse("2026-03-02"), 1, 0))));
        assertThat(stats.caseTypes().get("a"))
                .returns(2L, Stats.CaseType::opened)
                .returns(4L, Stats.CaseType::closed);
    }

    @Test
    void lead_times_are_exact_on_average_and_near_in_percentiles() {
        tally.add(Counter.stat("type", "a"), 10);
        for (int i = 1; i <= 10; i++) {
            tally.add(Counter.lead("bucket", "a", "" + LogScale.bucket(i * 60_000L)), 1);
            tally.add(Counter.lead("millis", "a"), i * 60_000L);
        }
        tally.add(Counter.lead("stage", "a", "s/1", "visits"), 4);
        tally.add(Counter.lead("stage", "a", "s/1", "millis"), 10_000);

        Stats.CaseType type = assemble(30).caseTypes().get("a");

        assertThat(type.leadTime().cases()).isEqualTo(10);
        assertThat(type.leadTime().averageSeconds()).isEqualTo(330);
        assertThat(type.leadTime().p50Seconds()).isCloseTo(300, within(300 * 0.0625));
        assertThat(type.leadTime().p90Seconds()).isCloseTo(540, within(540 * 0.0625));
        assertThat(type.stageTimes()).isEqualTo(Map.of("s/1", new Stats.StageTime(4, 2.5)));
    }

    @Test
    void open_cases_are_as_old_as_the_days_since_they_were_opened() {
        tally.add(Counter.stat("type", "a"), 1);
        tally.add(Counter.age("a", Instant.parse("2026-03-02T01:00:00Z")), 1);
        tally.add(Counter.age("a", Instant.parse("2026-03-01T23:00:00Z")), 2);
        tally.add(Counter.age("b", Instant.parse("2026-02-23T00:00:00Z")), 3);
        tally.add(Counter.age("a", Instant.parse("2024-01-01T00:00:00Z")), 4);
        tally.add(Counter.age("a", Instant.parse("2030-01-01T00:00:00Z")), 5);

        Stats stats = assemble(30);

        assertThat(stats.openByAge())
                .containsExactly(
                        new Stats.Age(0, 0L, 6),
                        new Stats.Age(1, 6L, 2),
                        new Stats.Age(7, 29L, 3),
                        new Stats.Age(30, 89L, 0),
                        new Stats.Age(90, 364L, 0),
                        new Stats.Age(365, null, 4));
        assertThat(stats.caseTypes().get("a").openByAge())
                .extracting(Stats.Age::cases)
                .containsExactly(6L, 2L, 0L, 0L, 0L, 4L);
    }

    @Test
    void a_group_is_told_what_is_open_unassigned_and_overdue() {
        tally.add(Counter.due("open", "loans"), 5);
        tally.add(Counter.due("unassigned", "loans"), 3);
        tally.add(Counter.due("loans", Instant.parse("2026-03-02T11:59:00Z")), 2);
        tally.add(Counter.due("loans", Instant.parse("2026-03-02T12:01:00Z")), 1);
        tally.add(Counter.due("open", ""), 1);

        assertThat(assemble(30).tasks().perGroup())
                .containsExactly(new Stats.GroupWork(null, 1, 0, 0), new Stats.GroupWork("loans", 5, 3, 2));
    }

    @Test
    void open_tasks_are_as_old_as_the_days_since_they_were_created() {
        tally.add(Counter.taskAge(Instant.parse("2026-03-02T01:00:00Z")), 1);
        tally.add(Counter.taskAge(Instant.parse("2026-03-01T23:00:00Z")), 2);
        tally.add(Counter.taskAge(Instant.parse("2026-02-28T00:00:00Z")), 3);
        tally.add(Counter.taskAge(Instant.parse("2024-01-01T00:00:00Z")), 4);

        assertThat(assemble(30).tasks().openByAge())
                .containsExactly(
                        new Stats.TaskAge(0, 0L, 1),
                        new Stats.TaskAge(1, 6L, 5),
                        new Stats.TaskAge(7, 29L, 0),
                        new Stats.TaskAge(30, 89L, 0),
                        new Stats.TaskAge(90, 364L, 0),
                        new Stats.TaskAge(365, null, 4));
    }

    @Test
    void a_user_is_told_with_the_open_tasks_that_are_theirs() {
        tally.add(Counter.user("kim/1"), 3);
        tally.add(Counter.user("ann"), 1);
        tally.add(Counter.user("gone"), 0);
        tally.add(Counter.candidate("bob"), 7);
        tally.add(Counter.group("loans"), 8);

        assertThat(assemble(30).tasks().perUser())
                .containsExactly(new Stats.UserWork("ann", 1), new Stats.UserWork("kim/1", 3));
    }

    private Stats assemble(int days) {
        return StatsAssembly.assemble("redis", tally, 4, Map.of(1, 10L), new Window(NOW, days));
    }
}
