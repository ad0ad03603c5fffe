package io.docket.workflow.rebuild;

import static io.docket.workflow.rebuild.MadeUpLog.event;
import static io.docket.workflow.rebuild.MadeUpLog.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessDefinitionEvent.EngineVersion;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.workflow.command.Cause;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.interim.DeliveriesInMemory;
import io.docket.workflow.interim.FormsInMemory;
import io.docket.workflow.interim.InterimEvents;
import io.docket.workflow.interim.PayloadDelivery;
import io.docket.workflow.interim.StoreInMemory;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.rebuild.Rebuilt.Running;
import io.docket.workflow.record.InstanceBindings;
import io.docket.workflow.removal.QueueInMemory;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.schedule.ScheduleBook;
import io.docket.workflow.simulation.World;
import io.docket.workflow.start.ProcessStarts;
import io.docket.workflow.start.Settlement;
import io.docket.workflow.start.StartRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a rebuild holds depends neither on the data of the instances nor on the diagrams of their processes. */
class RebuildHeapTest {
    private static final int INSTANCES = 20_000;
    private static final int DATA_BYTES = 5_000;
    private static final int DEPLOYMENTS = 100;
    private static final int DIAGRAM_BYTES = 300_000;

    /** Bytes that may be held of an instance or task: ids, and places in the log. */
    private static final int OF_EACH = 500;

    /** Requests in the hands of those who pass them on. */
    private static final int IN_HAND = 5;

    private final World world = new World();
    private final RecordingParking parking = new RecordingParking();

    @Test
    void of_an_open_instance_no_data_is_held() {
        EventFold fold = fold(false, INSTANCES);

        long held = heldAfter(() -> new MadeUpLog(INSTANCES, RebuildHeapTest::requested).events(fold::take), fold);

        assertThat(fold.rebuilt().open()).hasSize(INSTANCES);
        assertThat(held / INSTANCES).as("bytes of an open instance").isLessThan(OF_EACH);
    }

    @Test
    void of_an_instance_that_ran_in_a_lost_engine_no_data_is_held() {
        EventFold fold = fold(true, 3L * INSTANCES);

        long held = heldAfter(
                () -> new MadeUpLog(3L * INSTANCES, RebuildHeapTest::requestedAndStarted).events(fold::take), fold);

        assertThat(fold.rebuilt().running()).hasSize(INSTANCES);
        assertThat(fold.rebuilt().tasks()).hasSize(INSTANCES);
        assertThat(fold.rebuilt().running().get(new InstanceRef(MadeUpLog.TENANT, instance(1))))
                .isEqualTo(new Running(new Position(0, 3), idOf(4), false));
        assertThat(held / (2 * INSTANCES)).as("bytes of an instance or task").isLessThan(OF_EACH);
    }

    @Test
    void requests_are_read_again_and_parked_one_at_a_time() {
        rebuild(new MadeUpLog(INSTANCES, RebuildHeapTest::requested)).ensureWhole();

        assertThat(parking.held.added()).isEqualTo(INSTANCES);
        assertThat(parking.held.most()).as("requests held at once").isLessThan(IN_HAND);
        assertThat(world.memory.isClaimed(new InstanceRef(MadeUpLog.TENANT, instance(1))))
                .isTrue();
    }

    @Test
    void request_that_is_to_be_tried_again_is_parked_with_its_data_and_that_wish() {
        ProcessEvent.IncidentRetryRequested retry =
                new ProcessEvent.IncidentRetryRequested(ProcessEvent.START, null, null, "0-0");

        rebuild(new MadeUpLog(
                        2, offset -> offset == 0 ? requested(0) : event(offset, "process", instance(0), 2, retry)))
                .ensureWhole();

        assertThat(parking.last())
                .isEqualTo(new StartRequest(
                        new InstanceRef(MadeUpLog.TENANT, instance(0)),
                        "loan-review",
                        null,
                        null,
                        Json.mapper().createObjectNode().put("essay", "x".repeat(DATA_BYTES)),
                        new StartRequest.Origin(
                                idOf(1),
                                "0-0",
                                MadeUpLog.TIME.plusSeconds(1),
                                Cause.of(requested(0).envelope()))));
    }

    @Test
    void diagrams_are_read_again_one_at_a_time_for_the_versions_that_the_engine_has() {
        MadeUpLog log = new MadeUpLog(2L * DEPLOYMENTS, RebuildHeapTest::deployedAndActivated);
        EventFold fold = fold(false, 2L * DEPLOYMENTS);

        long held = heldAfter(() -> log.events(fold::take), fold);
        fold.active().note(log, world.memory);

        assertThat(held / DEPLOYMENTS).as("bytes of a deployment").isLessThan(DIAGRAM_BYTES / 10);
        assertThat(IntStream.rangeClosed(1, DEPLOYMENTS)
                        .mapToObj(version -> world.memory
                                .find(MadeUpLog.TENANT, "loan-review", version)
                                .orElseThrow())
                        .filter(known -> known.elements().contains("review"))
                        .map(known -> known.engineKey()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, DEPLOYMENTS)
                        .mapToObj(version -> 1_000L + version)
                        .toList());
    }

    private static LoggedEvent requested(long offset) {
        return event(offset, "process", instance(offset), request());
    }

    private static LoggedEvent requestedAndStarted(long offset) {
        String instance = instance(offset / 3);
        return switch ((int) (offset % 3)) {
            case 0 -> event(offset, "process", instance, request());
            case 1 -> event(offset, "process", instance, 2, new ProcessEvent.Started(Long.toString(offset), 1));
            default -> event(offset, "task", "case~ut-" + offset, task(instance, offset));
        };
    }

    private static LoggedEvent deployedAndActivated(long offset) {
        String comment = "<!--" + "x".repeat(DIAGRAM_BYTES) + "-->";
        long version = offset / 2 + 1;
        return event(
                offset,
                "process-definition",
                "loan-review",
                offset + 1,
                offset % 2 == 0
                        ? new ProcessDefinitionEvent.Deployed(
                                "loan-review.bpmn", List.of("loan-review"), World.sample() + comment)
                        : new ProcessDefinitionEvent.Activated(
                                offset,
                                List.of(new EngineVersion("loan-review", version, Long.toString(1_000 + version))),
                                List.of(),
                                List.of()));
    }

    private static String instance(long number) {
        return idOf(number) + "~loan-review-1";
    }

    private static DomainEvent request() {
        return new ProcessEvent.Requested(
                "case",
                "loan-review",
                null,
                null,
                Json.mapper().createObjectNode().put("essay", "x".repeat(DATA_BYTES)));
    }

    private static DomainEvent task(String instance, long key) {
        return new TaskEvent.Created(
                "case", instance, Long.toString(key), "Review", null, List.of(), List.of(), null, null, 50, null);
    }

    /** A rebuild of a memory that was lost. */
    private MemoryRebuild rebuild(Logs log) {
        world.memory.lose();
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        QueueInMemory removals = new QueueInMemory();
        InterimEvents interim = new InterimEvents(
                new StoreInMemory(removals, world.time), new FormsInMemory(), removals, Duration.ofDays(1), world.time);
        Settlement settlement = new Settlement(
                world.engine, world.memory, world.time, world.time, Duration.ZERO, Duration.ofSeconds(1));
        return new MemoryRebuild(
                log,
                new RebuiltMemory(world.memory, world.memory, world.memory, world.memory),
                parking,
                world.memory,
                new InstanceBindings(
                        world.engine,
                        world.memory,
                        new PayloadDelivery(new DeliveriesInMemory(), interim, world.time),
                        world.memory),
                new ProcessStarts(
                        world.engine,
                        world.memory,
                        parking,
                        world.memory,
                        settlement,
                        new Incidents(world.commands, metrics),
                        world.time),
                new ScheduleBook(world.schedules, world.time),
                new Persistence(
                        new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1)), world.time, world.time, metrics),
                world.time);
    }

    private EventFold fold(boolean engineIsNew, long handled) {
        return new EventFold(
                new RebuiltMemory(world.memory, world.memory, world.memory, world.memory),
                new ScheduleBook(world.schedules, world.time),
                world.time,
                engineIsNew,
                Map.of(0, handled));
    }

    /** Bytes that the object holds more when the action was taken. */
    private static long heldAfter(Runnable action, Object object) {
        long before = used();
        action.run();
        long after = used();
        Reference.reachabilityFence(object);
        return after - before;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
