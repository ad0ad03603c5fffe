package io.docket.projection.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.projection.Events;
import io.docket.projection.LoanWork;
import io.docket.projection.apply.Instance;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.redis.RedisStore;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatisticsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Instant NOW = Events.START.plus(Duration.ofDays(2));
    private static final int DAYS = 3;

    private final MongoStore mongo = new MongoStore();
    private final RedisStore redis = new RedisStore();
    private final Statistics statistics = over(redis);

    @AfterEach
    void close() {
        redis.close();
        mongo.close();
    }

    @Test
    void redis_and_mongodb_know_the_same_and_mongodb_answers_while_redis_cannot() {
        look();
        List<LogEvent> work = work();
        new Instance(mongo, redis.views(), 1).apply(work, 100);

        Stats hot = ask(statistics.of("acme", DAYS));
        Stats stored = ask(statistics.stored("acme", DAYS));
        redis.flush();
        Stats lost = ask(statistics.of("acme", DAYS));
        look();
        Stats rebuilt = ask(statistics.of("acme", DAYS));

        assertThat(List.of(hot.source(), stored.source(), lost.source(), rebuilt.source()))
                .containsExactly("redis", "mongodb", "mongodb", "redis");
        assertThat(hot).usingRecursiveComparison().ignoringFields("source").isEqualTo(stored);
        assertThat(lost).isEqualTo(stored);
        assertThat(rebuilt).isEqualTo(hot);
        assertThat(hot.events().total()).isEqualTo(work.size());
    }

    @Test
    void a_redis_that_cannot_be_reached_costs_no_answer() {
        new Instance(mongo, redis.views(), 1).apply(work(), 100);
        try (RedisStore nowhere = RedisStore.unreachable()) {
            assertThat(ask(over(nowhere).of("acme", DAYS)))
                    .isEqualTo(ask(statistics.stored("acme", DAYS)))
                    .returns("mongodb", Stats::source);
        }
    }

    @Test
    void whatever_comes_again_the_statistics_are_those_of_each_event_once() {
        look();
        List<LogEvent> work = work();
        new Instance(mongo, redis.views(), 1).apply(work.subList(0, work.size() / 2), 70);
        new Instance(mongo, redis.views(), 1).applyAgain(work.subList(0, work.size() / 3));
        new Instance(mongo, redis.views(), 1).apply(work, 110);
        new Instance(mongo, redis.views(), 1).applyAgain(work);

        Stats stats = ask(statistics.of("acme", DAYS));

        Expected expected = new Expected(work);
        Stats.CaseType loans = stats.caseTypes().get("loan-application");
        assertThat(stats.source()).isEqualTo("redis");
        assertThat(stats.throughput().perDay())
                .extracting(Stats.Day::day, Stats.Day::opened, Stats.Day::closed)
                .containsExactlyElementsOf(expected.days.entrySet().stream()
                        .map(day -> Tuple.tuple(day.getKey(), day.getValue()[0], day.getValue()[1]))
                        .toList());
        assertThat(loans.leadTime().cases()).isEqualTo(expected.leads.size());
        assertThat(loans.leadTime().averageSeconds()).isCloseTo(expected.average(), within(0.001));
        assertThat(loans.leadTime().p50Seconds())
                .isCloseTo(expected.percentile(0.5), within(0.07 * expected.percentile(0.5)));
        assertThat(loans.leadTime().p90Seconds())
                .isCloseTo(expected.percentile(0.9), within(0.07 * expected.percentile(0.9)));
        assertThat(stats.openByAge().stream().mapToLong(Stats.Age::cases).sum())
                .isEqualTo(stats.cases().open());
        assertThat(stats.tasks().perGroup())
                .contains(new Stats.GroupWork("loans", 2, 1, 1), new Stats.GroupWork(null, 1, 1, 0));
        assertThat(stats.tasks().perUser())
                .containsExactlyElementsOf(expected.perUser().entrySet().stream()
                        .map(user -> new Stats.UserWork(user.getKey(), user.getValue()))
                        .toList())
                .contains(new Stats.UserWork("kim", 1));
        assertThat(stats.tasks().openByAge().stream()
                        .mapToLong(Stats.TaskAge::tasks)
                        .sum())
                .isEqualTo(stats.tasks().open())
                .isPositive();
    }

    /** A bank's work, of which one case is opened again and one stays open, and three tasks that stay open. */
    private static List<LogEvent> work() {
        List<LogEvent> work = new ArrayList<>(new LoanWork("acme", 1, 3).cases(30));
        Events more = Events.after(work);
        work.add(more.next("case", "p1-0", "demo", new CaseEvent.Reopened()));
        work.add(more.next("case", "p1-1", "demo", new CaseEvent.Archived()));
        work.add(more.next("task", "x1", "demo", task(List.of("loans"), null, "2026-01-02T23:59:00Z")));
        work.add(more.next("task", "x2", "demo", task(List.of("loans", "seniors"), "kim", "2026-01-03T00:30:00Z")));
        work.add(more.next("task", "x3", "demo", task(List.of(), null, null)));
        return work;
    }

    private static TaskEvent task(List<String> groups, @Nullable String assignee, @Nullable String due) {
        OffsetDateTime dueAt = due == null ? null : OffsetDateTime.parse(due);
        return new TaskEvent.Created(null, null, null, "Call", assignee, List.of(), groups, dueAt, null, 5, null);
    }

    private Statistics over(RedisStore hot) {
        return new Statistics(
                hot.queries(),
                mongo.documents(),
                new Watermarks(),
                MongoStore.PROJECTORS,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void look() {
        redis.look(mongo.documents(), mongo.positions());
        redis.look(mongo.documents(), mongo.positions());
    }

    private static Stats ask(Uni<Stats> stats) {
        return stats.await().atMost(TIMEOUT);
    }

    /** The same, computed from the events alone. */
    private static final class Expected {
        final Map<LocalDate, long[]> days = new TreeMap<>();
        final List<Double> leads = new ArrayList<>();
        private final List<LogEvent> work;

        Expected(List<LogEvent> work) {
            this.work = work;
            LocalDate today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
            for (int i = 0; i < DAYS; i++) {
                days.put(today.minusDays(i), new long[2]);
            }
            Map<String, Instant> opened = new HashMap<>();
            Map<String, Instant> closed = new HashMap<>();
            for (LogEvent event : work) {
                Instant at = event.envelope().happenedAt();
                switch (event.event()) {
                    case CaseEvent.Opened _ -> opened.put(event.id(), at);
                    case CaseEvent.Closed _ -> closed.put(event.id(), at);
                    case CaseEvent.Reopened _ -> closed.remove(event.id());
                    case null, default -> {}
                }
            }
            opened.values().forEach(at -> count(at, 0));
            closed.forEach((id, at) -> {
                count(at, 1);
                leads.add(Duration.between(opened.get(id), at).toMillis() / 1_000.0);
            });
            leads.sort(null);
        }

        /** Open tasks by who has them. */
        Map<String, Long> perUser() {
            Map<String, String> taken = new HashMap<>();
            for (LogEvent event : work) {
                switch (event.event()) {
                    case TaskEvent.Created created -> taken.put(event.id(), created.assignee());
                    case TaskEvent.Claimed claimed -> taken.put(event.id(), claimed.assignee());
                    case TaskEvent.Assigned assigned -> taken.put(event.id(), assigned.assignee());
                    case TaskEvent.Released _, TaskEvent.Completed _, TaskEvent.Cancelled _ -> taken.remove(event.id());
                    case null, default -> {}
                }
            }
            Map<String, Long> open = new TreeMap<>();
            taken.values().stream().filter(Objects::nonNull).forEach(user -> open.merge(user, 1L, Long::sum));
            return open;
        }

        private void count(Instant at, int which) {
            long[] day = days.get(LocalDate.ofInstant(at, ZoneOffset.UTC));
            if (day != null) {
                day[which]++;
            }
        }

        double average() {
            return leads.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }

        double percentile(double share) {
            return leads.get((int) Math.ceil(share * leads.size()) - 1);
        }
    }
}
