package io.docket.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.support.Scenario;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.ProcessEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepDecisionsTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    private static Scenario running() {
        return Scenario.start()
                .given(
                        ProcessState.KIND,
                        "P",
                        new ProcessEvent.Requested(null, "approval", null),
                        new ProcessEvent.Started("7", 2));
    }

    private static String step(String kind, int position, String rest) {
        return "{\"kind\":\"" + kind + "\",\"elementId\":\"pay\",\"elementKey\":\"5\",\"at\":\"" + AT
                + "\",\"enginePosition\":" + position + rest + "}";
    }

    private static String steps(String... steps) {
        return "{\"processInstanceId\":\"P\",\"steps\":[" + String.join(",", steps) + "]}";
    }

    private static ProcessEvent activated(long position) {
        return new ProcessEvent.ElementActivated("pay", "SERVICE_TASK", "5", AT, position);
    }

    @Test
    void each_kind_of_step_is_an_event() {
        List<DomainEvent> events = running()
                .when(
                        "record-steps",
                        steps(
                                step("activated", 1, ",\"elementType\":\"SERVICE_TASK\""),
                                step(
                                        "job-failed",
                                        2,
                                        ",\"jobKey\":\"6\",\"jobType\":\"x\",\"retries\":2,\"message\":\"no\""),
                                step("timer-fired", 3, ""),
                                step("message-correlated", 4, ",\"message\":\"paid\",\"correlationKey\":\"k\""),
                                step("migrated", 5, ",\"elementType\":\"SERVICE_TASK\""),
                                step("completed", 6, ",\"elementType\":\"SERVICE_TASK\",\"dataKeys\":[\"receipt\"]"),
                                step("flow-taken", 7, "")));

        assertThat(events)
                .containsExactly(
                        activated(1),
                        new ProcessEvent.JobFailed("pay", "5", "6", "x", 2, "no", AT, 2),
                        new ProcessEvent.TimerFired("pay", "5", AT, 3),
                        new ProcessEvent.MessageCorrelated("pay", "5", "paid", "k", AT, 4),
                        new ProcessEvent.ElementMigrated("pay", "SERVICE_TASK", "5", AT, 5),
                        new ProcessEvent.ElementCompleted("pay", "SERVICE_TASK", "5", AT, 6, List.of("receipt")),
                        new ProcessEvent.FlowTaken("pay", "5", AT, 7));
    }

    @Test
    void a_step_of_a_called_process_says_so() {
        String called = ",\"called\":{\"processId\":\"check\",\"engineKey\":\"3\"}";
        ProcessEvent.Called check = new ProcessEvent.Called("check", "3");

        List<DomainEvent> events = running()
                .when(
                        "record-steps",
                        steps(
                                step("activated", 1, ",\"elementType\":\"TASK\"" + called),
                                step("timer-fired", 2, called),
                                step("completed", 3, ",\"elementType\":\"TASK\"" + called)));

        assertThat(events)
                .containsExactly(
                        new ProcessEvent.ElementActivated("pay", "TASK", "5", AT, 1, check),
                        new ProcessEvent.TimerFired("pay", "5", AT, 2, check),
                        new ProcessEvent.ElementCompleted("pay", "TASK", "5", AT, 3, null, check));
    }

    @Test
    void a_step_that_is_reported_again_with_others_is_recorded_once() {
        List<DomainEvent> events = running()
                .given(ProcessState.KIND, "P", activated(3))
                .when("record-steps", steps(step("timer-fired", 2, ""), step("timer-fired", 4, "")));

        assertThat(events).containsExactly(new ProcessEvent.TimerFired("pay", "5", AT, 4));
    }

    @Test
    void a_loop_in_the_diagram_cannot_fill_the_log() {
        ProcessEvent[] most = IntStream.rangeClosed(1, 4_999)
                .mapToObj(StepDecisionsTest::activated)
                .toArray(ProcessEvent[]::new);
        String more = IntStream.rangeClosed(5_000, 5_100)
                .mapToObj(position -> step("timer-fired", position, ""))
                .collect(Collectors.joining(",", "{\"processInstanceId\":\"P\",\"steps\":[", "]}"));

        List<DomainEvent> events = running().given(ProcessState.KIND, "P", most).when("record-steps", more);

        assertThat(events)
                .containsExactly(new ProcessEvent.TimerFired("pay", "5", AT, 5_000), new ProcessEvent.StepsCut(5_000));
    }

    @Test
    void steps_of_the_next_engine_are_counted_from_its_beginning() {
        List<DomainEvent> events = running()
                .given(
                        ProcessState.KIND,
                        "P",
                        activated(900),
                        new ProcessEvent.IncidentRaised(
                                "lost-1", ProcessEvent.ENGINE_LOST, "gone", null, null, null, "0-1"),
                        new ProcessEvent.Started("7", 1))
                .when("record-steps", steps(step("timer-fired", 2, "")));

        assertThat(events).containsExactly(new ProcessEvent.TimerFired("pay", "5", AT, 2));
    }
}
