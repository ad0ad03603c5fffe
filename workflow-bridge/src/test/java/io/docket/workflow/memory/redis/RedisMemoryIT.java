package io.docket.workflow.memory.redis;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.json.Json;
import io.docket.workflow.command.Cause;
import io.docket.workflow.definition.KnownDefinition;
import io.docket.workflow.memory.Claim;
import io.docket.workflow.memory.InstanceMemory.Binding;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Progress.EnginePosition;
import io.docket.workflow.schedule.Plan;
import io.docket.workflow.schedule.Planned;
import io.docket.workflow.schedule.ScheduleMemory.Due;
import io.docket.workflow.schedule.ScheduleMemory.Passed;
import io.docket.workflow.schedule.ScheduleRef;
import io.docket.workflow.start.ParkedStart;
import io.docket.workflow.start.StartRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisMemoryIT {
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "case~p-1");
    private static final Instant FIRST = Instant.ofEpochMilli(1_000);
    private static final Instant SECOND = Instant.ofEpochMilli(2_000);
    private static final Plan PLAN =
            new Plan("ann", "create-task", Json.mapper().createObjectNode(), FIRST, null, null, null, null);

    /** More than Redis hands out at once. */
    private static final int SCHEDULES = 2_500;

    /** The same. */
    private static final int PARKED = 2_500;

    private final LocalRedis redis = new LocalRedis();
    private final RedisMemory memory = redis.memory();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void second_claim_is_in_doubt_until_the_instance_is_bound() {
        var instances = memory.instances();

        assertThat(instances.claim(INSTANCE, FIRST)).isEqualTo(new Claim.Fresh());
        assertThat(instances.claim(INSTANCE, SECOND)).isEqualTo(new Claim.InDoubt(FIRST));
        assertThat(instances.isClaimed(INSTANCE)).isTrue();
        assertThat(instances.bind(INSTANCE, 7)).isEqualTo(7);
        assertThat(instances.claim(INSTANCE, SECOND)).isEqualTo(new Claim.Bound(7));
        assertThat(instances.isClaimed(INSTANCE)).isFalse();
    }

    @Test
    void instance_that_is_abandoned_is_so_until_its_engine_is_lost() {
        var instances = memory.instances();
        instances.bind(INSTANCE, 7);
        assertThat(instances.isAbandoned(INSTANCE)).isFalse();

        instances.abandoned(INSTANCE);
        assertThat(instances.isAbandoned(INSTANCE)).isTrue();

        instances.forget(INSTANCE);
        assertThat(instances.isAbandoned(INSTANCE)).isFalse();
    }

    @Test
    void intent_is_renewed_by_one_of_two() {
        var instances = memory.instances();
        instances.claim(INSTANCE, FIRST);

        assertThat(instances.renew(INSTANCE, FIRST, SECOND)).isTrue();
        assertThat(instances.renew(INSTANCE, FIRST, SECOND)).isFalse();
        instances.bind(INSTANCE, 7);
        assertThat(instances.renew(INSTANCE, SECOND, SECOND.plusMillis(1))).isFalse();
    }

    @Test
    void released_instance_can_be_claimed_again() {
        var instances = memory.instances();
        instances.claim(INSTANCE, FIRST);

        instances.release(INSTANCE);

        assertThat(instances.claim(INSTANCE, SECOND)).isEqualTo(new Claim.Fresh());
    }

    @Test
    void first_binding_stays() {
        var instances = memory.instances();
        instances.bind(INSTANCE, 7);

        assertThat(instances.bind(INSTANCE, 8)).isEqualTo(7);
        assertThat(instances.engineKey(INSTANCE)).hasValue(7);
        assertThat(instances.instance(7)).contains(new Binding(INSTANCE, null));
        assertThat(instances.instance(8)).isEmpty();
    }

    @Test
    void called_process_belongs_to_the_instance_that_called_it() {
        var instances = memory.instances();
        instances.bind(INSTANCE, 7);

        instances.adopt(9, 7, "acme.check");
        instances.adopt(10, 9, "acme.ask");

        assertThat(instances.instance(10)).contains(new Binding(INSTANCE, "acme.ask"));
    }

    @Test
    void ended_instances_and_tasks_are_forgotten_in_a_while() {
        memory.instances().bind(INSTANCE, 7);
        memory.tasks().bindTask("acme", "case~ut-5", 5, "case~p");
        assertThat(redis.keysThatExpire()).isEmpty();
        assertThat(memory.tasks().hasEnded("acme", "case~ut-5")).isFalse();

        memory.instances().ended(INSTANCE);
        memory.tasks().taskEnded("acme", "case~ut-5");

        assertThat(memory.tasks().userTaskKey("acme", "case~ut-5")).hasValue(5);
        assertThat(memory.tasks().processInstanceId("acme", "case~ut-5")).contains("case~p");
        assertThat(memory.tasks().hasEnded("acme", "case~ut-5")).isTrue();
        assertThat(memory.tasks().hasEnded("acme", "case~ut-6")).isFalse();
        assertThat(redis.keysThatExpire()).hasSize(3);
    }

    @Test
    void last_release_of_a_task_is_known_for_a_while() {
        assertThat(memory.tasks().unassigning("acme", "case~ut-5")).isEmpty();

        memory.tasks().unassigning("acme", "case~ut-5", FIRST);
        memory.tasks().unassigning("acme", "case~ut-5", FIRST.plusMillis(1));

        assertThat(memory.tasks().unassigning("acme", "case~ut-5")).contains(FIRST.plusMillis(1));
        assertThat(redis.keysThatExpire()).hasSize(1);
    }

    @Test
    void definition_and_migration_are_kept_until_everything_is_forgotten() {
        KnownDefinition definition = new KnownDefinition(77, Set.of("review", "start"));
        memory.definitions().note("acme", "loan", 2, definition);
        memory.instances().bind(INSTANCE, 7);
        memory.instances().migrated(INSTANCE, 77);
        memory.progress().engineBegins(99);
        memory.progress().markWhole();
        assertThat(memory.definitions().find("acme", "loan", 2)).contains(definition);
        assertThat(memory.definitions().find("acme", "loan", 1)).isEmpty();
        assertThat(memory.instances().definitionKey(INSTANCE)).hasValue(77);
        assertThat(memory.progress().engineBegin()).isEqualTo(99);

        memory.progress().forgetAll();

        assertThat(memory.definitions().find("acme", "loan", 2)).isEmpty();
        assertThat(memory.instances().engineKey(INSTANCE)).isEmpty();
        assertThat(memory.instances().instance(7)).isEmpty();
        assertThat(memory.progress().isWhole()).isFalse();
        assertThat(memory.progress().engineBegin()).isZero();
    }

    @Test
    void forgotten_instance_can_be_bound_anew() {
        memory.instances().bind(INSTANCE, 7);

        memory.instances().forget(INSTANCE);

        assertThat(memory.instances().instance(7)).isEmpty();
        assertThat(memory.instances().engineKey(INSTANCE)).isEmpty();
        assertThat(memory.instances().bind(INSTANCE, 8)).isEqualTo(8);
    }

    @Test
    void parked_start_is_found_by_its_process_and_dropped_by_its_instance() {
        var parking = memory.parking();
        StartRequest request = new StartRequest(
                INSTANCE,
                "loan",
                Json.mapper().createObjectNode().put("amount", 5),
                new StartRequest.Origin(
                        "e-1", "3-42", Instant.parse("2030-01-01T00:00:00Z"), new Cause("e-1", "c-1", 2)));

        parking.park(request);

        assertThat(waiting("acme", "loan")).containsExactly(request);
        assertThat(waiting("globex", "loan")).isEmpty();
        assertThat(told()).containsExactly(new ParkedStart(INSTANCE, "loan", request.origin()));
        assertThat(parking.size()).isEqualTo(1);
        assertThat(parking.isParked(INSTANCE)).isTrue();
        parking.unpark(INSTANCE);
        assertThat(waiting("acme", "loan")).isEmpty();
        assertThat(told()).isEmpty();
        assertThat(parking.isParked(INSTANCE)).isFalse();
    }

    @Test
    void every_parked_start_is_read_though_each_is_dropped_meanwhile() {
        var parking = memory.parking();
        Set<InstanceRef> expected = IntStream.range(0, PARKED)
                .mapToObj(i -> new InstanceRef("acme", "case~p-" + i))
                .collect(toSet());
        expected.forEach(instance -> parking.park(parked(instance)));

        Set<InstanceRef> told = told().stream().map(ParkedStart::instance).collect(toSet());
        Set<InstanceRef> taken = new HashSet<>();
        parking.takeWhile("acme", "loan", request -> {
            taken.add(request.instance());
            parking.unpark(request.instance());
            return true;
        });

        assertThat(told).isEqualTo(expected);
        assertThat(taken).isEqualTo(expected);
        assertThat(parking.size()).isZero();
    }

    @Test
    void no_more_parked_starts_are_read_than_are_wanted() {
        var parking = memory.parking();
        IntStream.range(0, 3).forEach(i -> parking.park(parked(new InstanceRef("acme", "case~p-" + i))));
        List<StartRequest> taken = new ArrayList<>();

        parking.takeWhile("acme", "loan", request -> {
            taken.add(request);
            return taken.size() < 2;
        });

        assertThat(taken).hasSize(2);
    }

    private List<StartRequest> waiting(String tenant, String processId) {
        List<StartRequest> found = new ArrayList<>();
        memory.parking().takeWhile(tenant, processId, found::add);
        return found;
    }

    private List<ParkedStart> told() {
        List<ParkedStart> found = new ArrayList<>();
        memory.parking().forEach(found::add);
        return found;
    }

    private static StartRequest parked(InstanceRef instance) {
        return new StartRequest(
                instance,
                "loan",
                Json.mapper().createObjectNode().put("essay", "x".repeat(500)),
                new StartRequest.Origin("e-1", "3-42", FIRST, null));
    }

    @Test
    void progress_and_marks_are_kept() {
        var progress = memory.progress();
        assertThat(progress.nextOffset(3)).isEmpty();
        assertThat(progress.enginePosition(1)).isEqualTo(EnginePosition.START);
        assertThat(progress.isWhole()).isFalse();

        progress.handledBefore(3, 42);
        progress.handled(3, Set.of(41L, 44L));
        progress.handled(3, Set.of(44L, 57L));
        progress.handledUpTo(1, new EnginePosition(99, FIRST));
        progress.fencePassed("f", 1);
        progress.fencePassed("f", 2);
        progress.markWhole();

        assertThat(progress.nextOffset(3)).hasValue(42);
        assertThat(progress.handled(3)).containsExactlyInAnyOrder(41L, 44L, 57L);
        progress.handledBefore(3, 45);
        assertThat(progress.handled(3)).containsExactly(57L);
        assertThat(progress.handled(2)).isEmpty();
        assertThat(progress.enginePosition(1)).isEqualTo(new EnginePosition(99, FIRST));
        assertThat(progress.fencesPassed("f")).containsExactlyInAnyOrder(1, 2);
        assertThat(progress.isWhole()).isTrue();
    }

    @Test
    void reading_for_interim_data_has_a_progress_of_its_own_that_outlives_the_engine() {
        var progress = memory.progress();
        progress.handledBefore(3, 42);
        progress.markWhole();
        assertThat(progress.interim().nextOffset(3)).isEmpty();
        assertThat(progress.interim().isWhole()).isFalse();
        progress.interim().handledBefore(3, 17);
        progress.interim().handled(3, Set.of(19L));
        progress.interim().markWhole();

        progress.forgetAll();

        assertThat(progress.nextOffset(3)).isEmpty();
        assertThat(progress.isWhole()).isFalse();
        assertThat(progress.interim().nextOffset(3)).hasValue(17);
        assertThat(progress.interim().handled(3)).containsExactly(19L);
        assertThat(progress.interim().isWhole()).isTrue();
    }

    @Test
    void every_schedule_that_is_not_over_is_found_with_its_next_occurrence() {
        var schedules = memory.schedules();
        Map<ScheduleRef, Instant> expected = IntStream.range(0, SCHEDULES)
                .mapToObj(i -> new Due(new ScheduleRef("acme", "s-" + i), FIRST.plusMillis(i)))
                .collect(toMap(Due::schedule, Due::at));
        expected.forEach((schedule, due) -> schedules.put(new Planned(schedule, PLAN, due)));
        schedules.put(new Planned(new ScheduleRef("acme", "over"), PLAN, FIRST));
        schedules.remove(new ScheduleRef("acme", "over"));
        Map<ScheduleRef, Instant> found = new HashMap<>();

        schedules.forEach(next -> found.put(next.schedule(), next.at()));

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void an_occurrence_is_claimed_once_and_not_when_its_schedule_is_over() {
        var schedules = memory.schedules();
        Due first = new Due(new ScheduleRef("acme", "first"), FIRST);
        Due second = new Due(new ScheduleRef("acme", "second"), FIRST.plusMillis(1));
        Due over = new Due(new ScheduleRef("acme", "over"), FIRST);
        List.of(first, second, over).forEach(due -> schedules.put(new Planned(due.schedule(), PLAN, due.at())));
        schedules.remove(over.schedule());

        assertThat(schedules.claim(List.of(first, over))).containsExactly(new Planned(first.schedule(), PLAN, FIRST));
        assertThat(schedules.claim(List.of(first, second)))
                .containsExactly(new Planned(second.schedule(), PLAN, second.at()));
        assertThat(schedules.claim(List.of(first, second))).isEmpty();
    }

    @Test
    void schedules_that_were_passed_wait_for_what_comes_next_and_never_go_back() {
        var schedules = memory.schedules();
        ScheduleRef ended = new ScheduleRef("acme", "ended");
        ScheduleRef repeated = new ScheduleRef("acme", "repeated");
        List.of(ended, repeated).forEach(schedule -> schedules.put(new Planned(schedule, PLAN, FIRST)));

        schedules.passed(List.of(new Passed(ended, null), new Passed(repeated, FIRST.plusSeconds(60))));
        schedules.passed(List.of(new Passed(ended, FIRST.plusSeconds(60)), new Passed(repeated, FIRST)));
        schedules.passed(List.of());

        assertThat(schedules.find(ended)).isEmpty();
        assertThat(schedules.dueUntil(FIRST.plusSeconds(60), 10))
                .containsExactly(new Due(repeated, FIRST.plusSeconds(60)));
    }
}
