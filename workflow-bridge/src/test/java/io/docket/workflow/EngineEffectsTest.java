package io.docket.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.ProcessEvent.MigrationRequested;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.simulation.PlannedFaults.Fault;
import io.docket.workflow.simulation.SimulatedEngine;
import io.docket.workflow.simulation.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages, incidents, migrations and steps: each happens once, wherever the bridge dies. */
class EngineEffectsTest {
    private static final String INSTANCE = "case~loan-review-1";

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1H"})
    void message_is_published_once(String timeToLive) {
        whereverItDies(new World(), world -> {
            world.publish("paid", timeToLive);
            world.settle();

            assertThat(world.engine.published()).containsExactly("acme.paid");
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void message_whose_answer_does_not_come_is_published_once(Fault fault) {
        whereverItDies(new World(), world -> {
            world.engine.faults().plan(fault);
            world.publish("paid", "PT0S");
            world.settle();

            assertThat(world.engine.published()).containsExactly("acme.paid");
        });
    }

    @Test
    void payload_of_a_message_goes_with_the_instance_that_took_it() {
        String payload = "bpm-message-payloads:process-definition/loan-review/start-message/1";
        whereverItDies(running(), world -> {
            world.interimData.putUnbound(
                    "acme", payload, Map.of("data", Vault.prefix("acme") + "sealed"), Duration.ofDays(1));
            world.publish("paid", "PT0S", new InterimRef(payload, "0".repeat(64), null));
            world.settle();

            assertThat(world.interimData.ownerOf(payload)).contains(new InstanceRef("acme", INSTANCE));
            assertThat(world.interimData.isUnbound(payload)).isFalse();
        });
    }

    @Test
    void payload_of_a_message_that_starts_a_process_goes_with_the_instance_that_it_started() {
        String payload = "bpm-message-payloads:process-definition/loan-review/start-message/1";
        whereverItDies(running(), world -> {
            world.interimData.putUnbound(
                    "acme", payload, Map.of("data", Vault.prefix("acme") + "sealed"), Duration.ofDays(1));
            world.publish(
                    SimulatedEngine.BEGINNING + "acme.loan-review",
                    "PT0S",
                    new InterimRef(payload, "0".repeat(64), null));
            world.settle();

            assertThat(world.interimData.ownerOf(payload).map(InstanceRef::processInstanceId))
                    .contains(world.commands
                            .accepted("adopt-process", "processInstanceId")
                            .getFirst());
            assertThat(world.interimData.isUnbound(payload)).isFalse();
        });
    }

    @Test
    void message_that_starts_an_instance_is_told_at_its_start_event() {
        String message = SimulatedEngine.BEGINNING + "acme.loan-review";
        whereverItDies(running(), world -> {
            world.publish(message, "PT0S");
            world.settle();

            String started = world.commands
                    .accepted("adopt-process", "processInstanceId")
                    .getFirst();
            assertThat(world.commands.steps())
                    .filteredOn(step -> step.startsWith(started + " "))
                    .containsExactly(
                            started + " activated ordered",
                            started + " message-correlated ordered " + message,
                            started + " completed ordered");
        });
    }

    @Test
    void message_survives_the_loss_of_the_memory_and_is_not_published_again() {
        World world = new World();
        world.publish("paid", "PT0S");
        world.settle();
        world.memory.lose();
        world.rewind();

        world.settle();

        assertThat(world.engine.published()).containsExactly("acme.paid");
    }

    @Test
    void message_that_the_engine_refuses_is_told_and_holds_up_nothing() {
        whereverItDies(new World(), world -> {
            world.publish("unrunnable", "PT0S");
            world.publish("paid", "PT0S");
            world.settle();

            assertThat(world.commands.accepted("record-message", "code")).containsExactly("invalid-argument");
            assertThat(world.engine.published()).containsExactly("acme.paid");
        });
    }

    @Test
    void refused_completion_of_a_task_is_an_incident_and_done_when_that_is_resolved() {
        World world = new World();
        world.engine.faults().refuseTasks(1);
        world.deploy();
        world.request(INSTANCE);
        world.settle();
        String incident = world.commands.incidents().keySet().iterator().next();

        world.resolve(INSTANCE, incident.substring(INSTANCE.length() + 1));
        world.settle();

        assertThat(world.engine.tasks().results()).hasSize(1);
        assertThat(world.commands.incidents()).isEmpty();
        assertThat(world.commands.accepted("record-process", "state")).containsExactly("started", "completed");
    }

    @Test
    void refused_start_is_an_incident_and_starts_when_that_is_resolved() {
        whereverItDies(new World(), world -> {
            world.engine.faults().refuseCreations(1);
            world.deploy();
            world.request(INSTANCE);
            world.settle();
            if (world.commands.incidents().isEmpty()) {
                assertThat(world.engine.created()).containsExactly(INSTANCE);
                return;
            }
            assertThat(world.commands.incidents().get(INSTANCE + "/start").message())
                    .contains("not now");

            world.resolve(INSTANCE, ProcessEvent.START);
            world.settle();

            assertThat(world.engine.created()).containsExactly(INSTANCE);
            assertThat(world.commands.incidents()).isEmpty();
        });
    }

    @Test
    void start_that_is_refused_again_is_an_incident_again() {
        World world = new World();
        world.engine.faults().refuseCreations(2);
        world.deploy();
        world.request(INSTANCE);
        world.settle();

        world.resolve(INSTANCE, ProcessEvent.START);
        world.settle();
        assertThat(world.commands.incidents()).containsKey(INSTANCE + "/start");

        world.resolve(INSTANCE, ProcessEvent.START);
        world.settle();
        assertThat(world.engine.created()).containsExactly(INSTANCE);
    }

    @Test
    void start_that_waits_long_for_its_process_is_an_incident_until_it_is_there() {
        World world = new World();
        world.request(INSTANCE);
        world.settle();

        world.watch();
        world.watch();
        assertThat(world.commands.accepted("record-incident", "kind")).containsExactly("process-missing");

        world.deploy();
        world.settle();
        assertThat(world.engine.created()).containsExactly(INSTANCE);
        assertThat(world.commands.incidents()).isEmpty();
    }

    @Test
    void incident_of_the_engine_is_told_and_resolved_once() {
        whereverItDies(running(), world -> {
            world.engine.getStuck(world.engine.active().iterator().next());
            world.settle();
            String incident = Long.toString(world.engine.incidents().iterator().next());
            assertThat(world.commands.accepted("record-incident", "kind")).containsExactly("job-no-retries");

            world.resolve(INSTANCE, incident);
            world.settle();

            assertThat(world.engine.incidents()).isEmpty();
            assertThat(world.commands.accepted("record-incident", "state")).containsExactly("raised", "resolved");
        });
    }

    @Test
    void instance_that_the_engine_does_nothing_for_any_more_is_an_incident_and_over_when_it_is_cancelled() {
        whereverItDies(running(), world -> {
            world.engine.abandon(world.engine.active().iterator().next());
            world.settle();
            assertThat(world.commands.accepted("record-incident", "kind")).containsExactly("engine-error");

            world.events.append("process", INSTANCE, new ProcessEvent.CancelRequested());
            world.settle();

            assertThat(world.commands.accepted("cancel-task", "taskId")).hasSize(1);
            assertThat(world.commands.accepted("record-process", "state")).containsExactly("started", "terminated");
        });
    }

    @Test
    void migration_is_done_and_told_once() {
        whereverItDies(running(), world -> {
            deployChanged(world);
            world.events.append(
                    "process", INSTANCE, new MigrationRequested("loan-review", 1, "loan-review", 2, Map.of()));
            world.settle();

            assertThat(world.commands.accepted("record-process", "state")).containsExactly("started", "migrated");
            assertThat(world.commands.incidents()).isEmpty();
            assertThat(world.engine.definitions().count("acme.loan-review")).isEqualTo(2);
        });
    }

    @Test
    void migration_is_known_after_the_memory_was_lost() {
        World world = running();
        deployChanged(world);
        world.events.append("process", INSTANCE, new MigrationRequested("loan-review", 1, "loan-review", 2, Map.of()));
        world.settle();
        InstanceRef instance = new InstanceRef("acme", INSTANCE);
        OptionalLong version = world.memory.definitionKey(instance);

        world.loseRedis();
        world.settle();

        assertThat(version).isPresent();
        assertThat(world.memory.definitionKey(instance)).isEqualTo(version);
    }

    @Test
    void migration_to_a_version_that_is_not_there_is_an_incident() {
        World world = running();
        world.events.append("process", INSTANCE, new MigrationRequested("loan-review", 1, "loan-review", 9, Map.of()));
        world.settle();

        assertThat(world.commands.incidents().values())
                .singleElement()
                .satisfies(incident -> assertThat(incident.kind()).isEqualTo("unknown-version"));
    }

    @Test
    void steps_are_told_once_with_the_names_of_their_data() {
        whereverItDies(new World(), world -> {
            world.deploy();
            world.request(INSTANCE);
            world.settle();

            assertThat(world.commands.steps())
                    .containsExactly(INSTANCE + " activated review", INSTANCE + " completed review [\"completedBy\"]");
        });
    }

    @Test
    void steps_of_a_process_that_is_called_are_told_once_as_steps_of_the_instance() {
        whereverItDies(running(), world -> {
            world.engine.call(world.engine.active().iterator().next(), "acme.check");
            world.settle();
            world.engine.call(world.engine.active().iterator().next(), "acme.price");
            world.settle();

            assertThat(world.commands.steps())
                    .containsExactly(
                            INSTANCE + " activated review",
                            INSTANCE + " activated check/ask",
                            INSTANCE + " completed check/ask",
                            INSTANCE + " activated price/ask",
                            INSTANCE + " completed price/ask");
            assertThat(world.commands.accepted("record-process", "state")).containsExactly("started");
        });
    }

    @Test
    void instance_that_the_engine_started_by_itself_is_taken_in_once_and_not_started_again() {
        whereverItDies(running(), world -> {
            world.engine.startByItself("acme.loan-review");
            world.settle();

            assertThat(world.commands.accepted("adopt-process", "processId")).containsExactly("loan-review");
            assertThat(world.engine.created()).containsExactly(INSTANCE);
            assertThat(world.engine.active()).hasSize(2);
        });
    }

    @Test
    void deployment_that_the_engine_refuses_is_told_and_holds_up_nothing() {
        World world = new World();
        world.events.append(
                "process-definition",
                "bad",
                new ProcessDefinitionEvent.Deployed(
                        "bad.bpmn", List.of("bad"), World.sample().replace("Decided", "unrunnable")));
        world.deploy();
        world.settle();

        assertThat(world.commands.accepted("record-deployment", "outcome")).containsExactly("refused", "activated");
        assertThat(world.retries()).isZero();
    }

    private static World running() {
        World world = new World();
        world.commands.restUser();
        world.deploy();
        world.request(INSTANCE);
        world.settle();
        return world;
    }

    private static void deployChanged(World world) {
        world.events.append(
                "process-definition",
                "loan-review",
                new ProcessDefinitionEvent.Deployed(
                        "loan-review.bpmn",
                        List.of("loan-review"),
                        World.sample().replace("Decided", "Decided at last")));
    }

    /** Runs the story again and again, the bridge dying a half step later each time, until it does not die any more. */
    private static void whereverItDies(World first, Consumer<World> story) {
        boolean isRunning = !first.events.events().isEmpty();
        World world = first;
        for (int halfStep = 1; ; halfStep++) {
            world.steps.dieIn(halfStep);
            story.accept(world);
            if (!world.steps.reached()) {
                assertThat(halfStep).isGreaterThan(5);
                return;
            }
            world = isRunning ? running() : new World();
        }
    }
}
