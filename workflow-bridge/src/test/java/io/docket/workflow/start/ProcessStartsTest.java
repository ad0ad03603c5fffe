package io.docket.workflow.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.Cause;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.simulation.PlannedFaults.Fault;
import io.docket.workflow.simulation.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ProcessStartsTest {
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "case~loan-1");
    private static final StartRequest REQUEST = new StartRequest(
            INSTANCE,
            "loan",
            null,
            new StartRequest.Origin("e-1", "0-1", Instant.parse("2030-01-01T00:00:00Z"), new Cause("e-1", "c-1", 3)));
    private static final String BPMN = "<process id=\"acme.loan\"/>";

    private static final int MANY = 2_000;

    /** Requests in the hands of those who pass them on. */
    private static final int IN_HAND = 5;

    private final World world = new World();

    @Test
    void deployment_between_the_attempt_and_the_parking_is_not_missed() {
        Parking parking = new Parking() {
            @Override
            public void park(StartRequest request) {
                world.engine.deploy("loan.bpmn", BPMN);
                starts(world.memory).startParked("acme", "loan");
                world.memory.park(request);
            }

            @Override
            public long size() {
                return world.memory.size();
            }

            @Override
            public void forEach(Consumer<ParkedStart> reader) {
                world.memory.forEach(reader);
            }

            @Override
            public boolean isParked(InstanceRef instance) {
                return world.memory.isParked(instance);
            }

            @Override
            public void unpark(InstanceRef instance) {
                world.memory.unpark(instance);
            }

            @Override
            public void takeWhile(String tenant, String processId, Predicate<StartRequest> reader) {
                world.memory.takeWhile(tenant, processId, reader);
            }
        };

        starts(parking).start(REQUEST);

        assertThat(world.engine.created()).containsExactly("case~loan-1");
        assertThat(world.memory.isParked(INSTANCE)).isFalse();
    }

    @Test
    void starts_that_wait_are_read_one_at_a_time() {
        world.engine.deploy("loan.bpmn", BPMN);
        ManyParked parking = new ManyParked(MANY);

        starts(parking).startParked("acme", "loan");

        assertThat(world.engine.created()).hasSize(MANY);
        assertThat(parking.size()).isZero();
        assertThat(parking.held.most()).as("requests held at once").isLessThan(IN_HAND);
    }

    @Test
    void of_the_starts_that_wait_for_a_process_one_is_tried_while_it_is_not_there() {
        ManyParked parking = new ManyParked(MANY);

        starts(parking).startParked("acme", "loan");

        assertThat(parking.held.added()).isOne();
        assertThat(parking.size()).isEqualTo(MANY);
    }

    @Test
    void engine_that_turns_a_start_away_leaves_no_doubt() {
        world.engine.deploy("loan.bpmn", BPMN);
        world.engine.faults().plan(Fault.BUSY);

        assertThatThrownBy(() -> starts(world.memory).start(REQUEST)).isInstanceOf(Unavailable.class);

        assertThat(world.memory.isClaimed(INSTANCE)).isFalse();
    }

    @Test
    void doubt_is_not_settled_while_the_engines_log_does_not_come_back() {
        world.engine.deploy("loan.bpmn", BPMN);
        world.memory.claim(INSTANCE, world.time.instant());
        world.time.meanwhile(() -> {});

        assertThatThrownBy(() -> starts(world.memory).start(REQUEST))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("has not come back");

        assertThat(world.engine.created()).isEmpty();
    }

    @Test
    void variables_that_tell_whose_instance_it_is_cannot_be_given_from_outside() {
        var variables = Json.mapper()
                .createObjectNode()
                .put("tenant", "globex")
                .put("docketProcessInstanceId", "other")
                .put("docketCause", "e-1;correlation=c-1;depth=1")
                .put("amount", 5);

        var given = StartVariables.of(new StartRequest(INSTANCE, "loan", variables, REQUEST.origin()), Set.of());

        assertThat(given)
                .hasToString("{\"tenant\":\"acme\",\"docketProcessInstanceId\":\"case~loan-1\","
                        + "\"docketCause\":\"e-1;correlation=c-1;depth=3\",\"amount\":5,\"caseId\":\"case\"}");
        assertThat(StartVariables.instanceIn(given)).contains(INSTANCE);
        assertThat(StartVariables.causeIn(given)).contains(new Cause("e-1", "c-1", 3));
    }

    @Test
    void of_the_data_of_a_case_the_engine_gets_what_the_process_names_while_it_is_small() {
        var caseData = Json.mapper().createObjectNode().put("amount", 5).put("secret", "s");
        caseData.putObject("applicant").put("income", 7).put("name", "Ann");
        caseData.put("essay", "x".repeat(2_000));
        StartRequest request = new StartRequest(INSTANCE, "loan", null, null, caseData, REQUEST.origin());

        var given = StartVariables.of(request, Set.of("amount", "applicant.income", "essay", "missing.part"));

        assertThat(given.path("amount").intValue()).isEqualTo(5);
        assertThat(given.path("applicant")).hasToString("{\"income\":7}");
        assertThat(given.has("secret")).isFalse();
        assertThat(given.has("essay")).isFalse();
    }

    @Test
    void of_a_start_form_the_engine_gets_the_reference() {
        InterimRef form = new InterimRef("bpm-form-submissions:process-definition/loan/start-form/u", "ab", null);

        var given = StartVariables.of(new StartRequest(INSTANCE, "loan", null, form, null, REQUEST.origin()), Set.of());

        assertThat(given.path("startForm")).hasToString("{\"key\":\"%s\",\"sha256\":\"ab\"}".formatted(form.key()));
    }

    private ProcessStarts starts(Parking parking) {
        Settlement settlement = new Settlement(
                world.engine, world.memory, world.time, world.time, Duration.ofSeconds(10), Duration.ofSeconds(30));
        Incidents incidents = new Incidents(world.commands, new SimpleMeterRegistry());
        return new ProcessStarts(world.engine, world.memory, parking, world.memory, settlement, incidents, world.time);
    }
}
