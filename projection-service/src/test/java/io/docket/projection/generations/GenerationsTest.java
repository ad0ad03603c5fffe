package io.docket.projection.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.docket.projection.LoanWork;
import io.docket.projection.cases.CaseProjector;
import io.docket.projection.tasks.TaskProjector;
import io.docket.projection.timeline.TimelineProjector;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GenerationsTest {
    private static final List<Projector> PROJECTORS =
            List.of(new CaseProjector(), new TaskProjector(), new TimelineProjector());
    private static final Duration LONG = Duration.ofDays(2);

    private final MemoryWorld world = new MemoryWorld(2);
    private final List<LogEvent> here = new LoanWork("acme", 0, 7).cases(30);
    private final List<LogEvent> there = new LoanWork("acme", 1, 8).cases(30);

    @Test
    void a_rebuilt_view_is_switched_to_and_equal_document_by_document() {
        MemoryInstance instance = filled();

        instance.administration.rebuild("cases", "demo");
        instance.buildAll();

        assertThat(serving(instance, "cases")).isEqualTo("cases-g2");
        assertThat(serving(instance, "tasks")).isEqualTo("tasks");
        assertThat(world.contents("cases-g2")).isNotEmpty().isEqualTo(world.contents("cases"));
    }

    @Test
    void all_views_switch_in_one_step() {
        MemoryInstance instance = filled();
        instance.administration.rebuild("all", "demo");
        long before = world.registry.revision();

        instance.buildAll();

        assertThat(world.registry.revision()).isEqualTo(before + 1);
        assertThat(instance.administration.statuses())
                .allSatisfy(status -> assertThat(status.servingGeneration()).isEqualTo(2));
        assertThat(world.contents("timelines-g2")).isEqualTo(world.contents("timelines"));
    }

    @Test
    void a_batch_in_flight_while_the_view_is_switched_goes_to_both_generations() {
        MemoryInstance instance = filled();
        instance.administration.rebuild("cases", "demo");
        world.append(there.subList(there.size() / 2, there.size()));
        world.beforeNextWrite = () -> buildWhole(instance);

        instance.applySome();
        instance.supervisor.look();

        assertThat(serving(instance, "cases")).isEqualTo("cases-g2");
        assertThat(instance.rewinds()).isPositive();
        instance.applyAll();
        assertThat(world.contents("cases-g2")).isEqualTo(world.contents("cases"));
        assertThat(world.contents("cases-g2").values())
                .allSatisfy(document -> assertThat(document.get("status")).isEqualTo("closed"));
    }

    @Test
    void an_instance_that_dies_between_caught_up_and_switched_is_followed_by_another() {
        MemoryInstance dying = filled();
        dying.administration.rebuild("cases", "demo");
        buildWhole(dying);

        MemoryInstance other = new MemoryInstance(world, PROJECTORS).owns(0, 1);
        other.supervisor.look();

        other.supervisor.look();
        assertThat(serving(other, "cases")).isEqualTo("cases-g2");
        assertThat(other.missing.values())
                .allSatisfy(missing -> assertThat(missing).isEmpty());
    }

    @Test
    void an_instance_that_has_not_seen_the_switch_writes_both_and_reads_what_is_as_complete() {
        MemoryInstance unaware = new MemoryInstance(world, PROJECTORS).owns(0);
        MemoryInstance aware = new MemoryInstance(world, PROJECTORS).owns(1);
        world.append(here.subList(0, 200));
        world.append(there.subList(0, 200));
        unaware.applyAll();
        aware.applyAll();
        unaware.administration.rebuild("cases", "demo");
        unaware.supervisor.look();
        aware.supervisor.look();
        build(unaware, "cases-g2", 0);
        build(aware, "cases-g2", 1);
        aware.supervisor.look();
        aware.supervisor.look();

        world.append(here.subList(200, here.size()));
        unaware.applyAll();
        world.append(there.subList(200, there.size()));
        aware.applyAll();

        assertThat(serving(unaware, "cases")).isEqualTo("cases");
        assertThat(serving(aware, "cases")).isEqualTo("cases-g2");
        assertThat(aware.query("cases")).isEqualTo(unaware.query("cases")).hasSize(60);
    }

    @Test
    void after_a_rollback_the_former_generation_has_the_events_that_came_since_the_switch() {
        MemoryInstance instance = filled();
        instance.administration.rebuild("cases", "demo");
        instance.buildAll();
        world.append(there.subList(there.size() / 2, there.size()));
        instance.applyAll();

        instance.administration.rollBack("cases", "demo");

        assertThat(serving(instance, "cases")).isEqualTo("cases");
        assertThat(instance.query("cases")).isEqualTo(world.contents("cases-g2"));
        instance.administration.rollBack("cases", "demo");
        assertThat(serving(instance, "cases")).isEqualTo("cases-g2");
    }

    @Test
    void a_build_that_was_killed_goes_on_where_it_was() {
        MemoryInstance dying = filled();
        dying.administration.rebuild("all", "demo");
        dying.supervisor.look();
        Build killed = dying.build(dying.missing.get(0), 0);
        killed.step();
        world.clock.pass(Duration.ofSeconds(5));
        killed.step();
        world.clock.pass(Duration.ofSeconds(5));
        killed.step();
        world.startedReaders.clear();

        MemoryInstance other = new MemoryInstance(world, PROJECTORS).owns(0, 1);
        other.buildAll();
        other.supervisor.look();

        assertThat(world.startedReaders.getFirst().get(0)).isPositive();
        assertThat(serving(other, "timelines")).isEqualTo("timelines-g2");
        assertThat(world.contents("timelines-g2")).isEqualTo(world.contents("timelines"));
        assertThat(world.accounts.known.values())
                .allSatisfy(account -> assertThat(account.behind()).isEmpty());
    }

    @Test
    void a_build_that_lost_its_partition_changes_nothing_any_more() {
        MemoryInstance former = filled();
        former.administration.rebuild("cases", "demo");
        former.supervisor.look();
        Build late = former.build(Set.of("cases-g2"), 0);
        late.step();
        former.loses(0);

        MemoryInstance owner = new MemoryInstance(world, PROJECTORS).owns(0);
        build(owner, "cases-g2", 0);
        Account joined = world.accounts.known.get(0);

        assertThat(late.step()).isFalse();
        assertThat(world.accounts.known.get(0)).isEqualTo(joined);
    }

    @Test
    void a_second_rebuild_is_refused_while_one_goes_on_and_unknown_names_are_not_found() {
        MemoryInstance instance = filled();
        instance.administration.rebuild("cases", "demo");

        assertStatus(409, () -> instance.administration.rebuild("cases", "demo"));
        assertStatus(409, () -> instance.administration.rebuild("all", "demo"));
        assertStatus(404, () -> instance.administration.rebuild("nothing", "demo"));
        assertStatus(404, () -> instance.administration.status("all"));
        assertStatus(409, () -> instance.administration.rollBack("all", "demo"));
        assertStatus(409, () -> instance.administration.rollBack("tasks", "demo"));
        assertStatus(409, () -> instance.administration.drop("cases", 1, "demo"));
        assertStatus(404, () -> instance.administration.drop("cases", 9, "demo"));
        assertThat(instance.administration.status("tasks").state()).isEqualTo("serving");
    }

    @Test
    void a_raised_version_builds_that_view_alone_while_the_old_one_stays_current() {
        filled();
        List<Projector> raised =
                List.of(new Version(new CaseProjector(), 2), new TaskProjector(), new TimelineProjector());

        MemoryInstance instance = new MemoryInstance(world, raised).owns(0, 1);
        world.append(there.subList(there.size() / 2, there.size()));
        instance.applyAll();

        assertThat(serving(instance, "cases")).isEqualTo("cases");
        assertThat(instance.query("cases").values())
                .allSatisfy(document -> assertThat(document.get("status")).isEqualTo("closed"));
        instance.buildAll();
        ProjectionStatus cases = instance.administration.status("cases");
        assertThat(cases.servingGeneration()).isEqualTo(2);
        assertThat(cases.version()).isEqualTo(2);
        assertThat(instance.administration.status("tasks").servingGeneration()).isEqualTo(1);
        new MemoryInstance(world, raised);
        assertThat(instance.administration.status("cases").state()).isEqualTo("switched");
    }

    @Test
    void an_older_build_of_the_service_leaves_what_is_built_by_a_newer_one_alone() {
        MemoryInstance older = filled();
        List<Projector> raised =
                List.of(new Version(new CaseProjector(), 2), new TaskProjector(), new TimelineProjector());
        MemoryInstance newer = new MemoryInstance(world, raised);
        older.loses(0);
        newer.owns(0);
        build(newer, "cases-g2", 0);
        newer.loses(0);

        older.owns(0);
        world.append(here.subList(here.size() / 2, here.size()));
        older.applyAll();

        assertThat(world.accounts.known.get(0).holds("cases-g2")).isFalse();
        older.loses(0, 1);
        newer.owns(0, 1).buildAll();
        assertThat(serving(newer, "cases")).isEqualTo("cases-g2");
        assertThat(world.contents("cases-g2")).isEqualTo(world.contents("cases"));
    }

    @Test
    void a_new_view_is_built_before_it_answers() {
        MemoryInstance small = new MemoryInstance(world, List.of(new CaseProjector())).owns(0, 1);
        world.append(here);
        world.append(there);
        small.applyAll();

        MemoryInstance instance = new MemoryInstance(world, PROJECTORS).owns(0, 1);

        assertThat(instance.current.collection("tasks")).isEmpty();
        instance.buildAll();
        assertThat(instance.query("tasks")).isNotEmpty();
    }

    @Test
    void a_generation_is_dropped_when_nobody_can_read_it_any_more_and_leaves_nothing() {
        MemoryInstance instance = filled();
        MemoryInstance unseeing = new MemoryInstance(world, PROJECTORS);
        instance.administration.rebuild("cases", "demo");
        instance.buildAll();

        world.clock.pass(LONG);
        instance.supervisor.look();
        instance.supervisor.look();

        assertStatus(503, () -> unseeing.current.collection("cases"));
        assertThat(world.contents("cases")).isNotEmpty();
        world.clock.pass(Settings.USUAL.maxUnseen().multipliedBy(2));
        instance.supervisor.look();
        assertThat(world.contents("cases")).isEmpty();
        assertThat(world.accounts.known.values()).noneMatch(account -> account.holds("cases"));
        world.append(there.subList(there.size() / 2, there.size()));
        instance.applyAll();
        assertThat(world.contents("cases")).isEmpty();
        assertThat(instance.query("cases")).hasSize(60);
    }

    @Test
    void a_build_that_is_given_up_leaves_nothing_and_may_be_asked_for_again() {
        MemoryInstance instance = filled();
        instance.administration.rebuild("cases", "demo");
        build(instance, "cases-g2", 0);

        instance.administration.drop("cases", 2, "demo");
        instance.supervisor.look();

        assertThat(world.contents("cases-g2")).isEmpty();
        instance.administration.rebuild("cases", "demo");
        instance.buildAll();
        assertThat(serving(instance, "cases")).isEqualTo("cases-g3");
        assertThat(world.contents("cases-g3")).isEqualTo(world.contents("cases"));
    }

    @Test
    void a_build_that_fails_again_and_again_is_given_up_says_why_and_may_be_asked_for_again() {
        MemoryInstance instance = filled();
        instance.administration.rebuild("cases", "demo");
        instance.supervisor.look();
        world.logIsAway = true;

        instance.builders.align(Map.of(0, Set.of("cases-g2")));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> instance.administration.status("cases").state().equals("failed"));
        assertThat(instance.administration.status("cases").error()).contains("the log is away");
        assertThat(serving(instance, "cases")).isEqualTo("cases");
        world.logIsAway = false;
        instance.administration.rebuild("cases", "demo");
        instance.buildAll();
        assertThat(instance.administration.status("cases").state()).isEqualTo("switched");
        assertThat(serving(instance, "cases")).isEqualTo("cases-g3");
    }

    @Test
    void no_more_generations_are_asked_for_than_every_batch_can_be_written_to() {
        MemoryInstance instance = filled();
        for (int i = 1; i < Registry.MAX_GENERATIONS; i++) {
            instance.administration.rebuild("cases", "demo");
            instance.buildAll();
        }

        assertStatus(409, () -> instance.administration.rebuild("cases", "demo"));

        instance.supervisor.look();
        world.clock.pass(Settings.USUAL.maxUnseen().multipliedBy(2));
        instance.supervisor.look();
        instance.administration.rebuild("cases", "demo");
        instance.buildAll();
        assertThat(serving(instance, "cases")).isEqualTo("cases-g" + (Registry.MAX_GENERATIONS + 1));
    }

    @Test
    void a_view_that_is_asked_for_while_another_is_being_built_is_built_after_it() {
        MemoryInstance instance = filled();
        instance.administration.rebuild("timelines", "demo");
        instance.supervisor.look();
        try (Build begun = instance.build(Set.of("timelines-g2"), 0)) {
            begun.step();
        }
        world.clock.pass(Duration.ofSeconds(1));
        instance.administration.rebuild("cases", "demo");

        instance.supervisor.look();

        assertThat(instance.missing.get(0)).containsExactly("timelines-g2");
        instance.buildAll();
        assertThat(world.contents("timelines-g2")).isEqualTo(world.contents("timelines"));
        assertThat(world.contents("cases-g2")).isEqualTo(world.contents("cases"));
    }

    @Test
    void a_late_write_into_what_was_dropped_is_removed() {
        MemoryInstance instance = filled();
        Map<String, Document> cases = world.contents("cases");
        cases.forEach((id, document) ->
                world.documents.put(new io.docket.projection.view.DocumentKey("cases-g7", "acme", id), document));

        instance.supervisor.look();

        assertThat(world.contents("cases-g7")).isEmpty();
        assertThat(world.contents("cases")).isEqualTo(cases);
    }

    private MemoryInstance filled() {
        MemoryInstance instance = new MemoryInstance(world, PROJECTORS).owns(0, 1);
        world.append(here);
        world.append(there.subList(0, there.size() / 2));
        instance.applyAll();
        return instance;
    }

    private static void buildWhole(MemoryInstance instance) {
        build(instance, "cases-g2", 0);
        build(instance, "cases-g2", 1);
    }

    private static void build(MemoryInstance instance, String collection, int partition) {
        instance.generations.takeOver(Set.of(partition));
        try (Build build = instance.build(Set.of(collection), partition)) {
            while (build.step()) {
                continue;
            }
        }
    }

    private static String serving(MemoryInstance instance, String view) {
        return instance.current.collection(view).orElseThrow();
    }

    private static void assertStatus(int status, Runnable work) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(work::run)
                .matches(problem -> problem.getStatusCode() == status);
    }
}
