package io.docket.workflow.automation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.AutomationEvent.Defined;
import io.docket.contracts.event.AutomationEvent.Quota;
import io.docket.contracts.event.AutomationEvent.Trigger;
import io.docket.contracts.json.Json;
import io.docket.kit.feel.Feel;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Cause;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.job.Jobs;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.simulation.Steps;
import io.docket.workflow.simulation.TenantQueueInMemory;
import io.docket.workflow.simulation.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutomationRunsTest {
    private static final Feel FEEL = new Feel();
    private static final Instant DAY = Instant.parse("2030-01-01T00:00:00Z");
    private static final String OPENED = "docket.case.opened.v1";
    private static final String NOTIFY = "{'users':'=[event.actor]','workflow':'mail'}";

    private final VirtualTime time = new VirtualTime();
    private final AutomationServiceDouble service = new AutomationServiceDouble();
    private final AutomationBook book = new AutomationBook(FEEL);
    private final Persistence persistence = new Persistence(
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)), time, time, new SimpleMeterRegistry());
    private final TenantQueueInMemory queue = new TenantQueueInMemory(new Steps(), 10);
    private final AutomationRuns runs = new AutomationRuns(
            book, new DefinitionsDouble(() -> {}), service, queue, persistence, new SimpleMeterRegistry());

    private static JsonNode json(String text) {
        return Json.tree(text.replace('\'', '"').getBytes(UTF_8));
    }

    private static EventEnvelope envelope(
            String id, String type, String subject, long sequence, int second, String actor, int depth) {
        Subject about = Subject.parse(subject);
        return new EventEnvelope(
                id,
                EventEnvelope.COMMAND_SERVICE,
                type,
                about,
                about.id(),
                DAY.plusSeconds(second),
                sequence,
                "acme",
                actor,
                null,
                "c-" + id,
                "first",
                "c-" + id,
                depth,
                null,
                null,
                null,
                null,
                "{\"data\":{\"amount\":7}}".getBytes(UTF_8));
    }

    private static LoggedEvent opened(int partition, long offset, int second) {
        return new LoggedEvent(
                partition,
                offset,
                envelope("e" + partition + "-" + offset, OPENED, "case/k" + offset, 1, second, "zoe", 2));
    }

    private void define(String id, long sequence, int second, long revision, String command, String data) {
        Defined defined = new Defined(
                revision,
                id,
                new Trigger(json("{'type':'docket.case.*'}"), null, null),
                null,
                command,
                json(data),
                new Quota(1_000, "PT1M"),
                20,
                null);
        tell(id, sequence, second, defined);
    }

    private void tell(String id, long sequence, int second, AutomationEvent event) {
        book.note(
                envelope("d" + sequence, "docket.automation.it.v1", "automation/" + id, sequence, second, "ann", 0),
                event);
    }

    @Test
    void an_event_is_settled_and_then_its_command_goes_out_on_behalf_of_the_definer() {
        define("calls", 1, 10, 1, "notify", NOTIFY);

        runs.apply(List.of(opened(0, 5, 11)));

        assertThat(service.story()).containsExactly("fired e0-5", "notify");
        assertThat(service.accepted().getLast())
                .isEqualTo(new BridgeCommand(
                        "acme",
                        "notify",
                        "automation:calls:1:e0-5:command",
                        Jobs.json("{\"users\":[\"zoe\"],\"workflow\":\"mail\",\"onBehalfOf\":\"ann\"}"),
                        new Cause("e0-5", "first", 3)));
        assertThat(service.accepted().getFirst().payload().path("depth").asInt())
                .isEqualTo(3);
    }

    @Test
    void it_runs_as_it_was_when_the_event_was_recorded_and_not_before_it_was_defined() {
        define("calls", 1, 10, 1, "notify", NOTIFY);
        define("calls", 2, 20, 2, "notify", NOTIFY);
        tell("calls", 3, 30, new AutomationEvent.Disabled());
        tell("calls", 4, 40, new AutomationEvent.Enabled(null));
        tell("calls", 5, 50, new AutomationEvent.Retired());

        runs.apply(List.of(
                opened(0, 1, 9),
                opened(0, 2, 10),
                opened(0, 3, 11),
                opened(0, 4, 25),
                opened(0, 5, 35),
                opened(0, 6, 45),
                opened(0, 7, 55)));

        assertThat(service.accepted())
                .filteredOn(command -> command.type().equals("notify"))
                .extracting(BridgeCommand::idempotencyKey)
                .containsExactly(
                        "automation:calls:1:e0-3:command",
                        "automation:calls:2:e0-4:command",
                        "automation:calls:2:e0-6:command");
    }

    @Test
    void many_runs_take_two_requests_and_keep_their_order() {
        define("calls", 1, 10, 1, "notify", NOTIFY);
        define("tasks", 1, 10, 1, "create-task", "{'name':'=event.id'}");

        runs.apply(List.of(opened(0, 1, 11), opened(1, 1, 11), opened(0, 2, 12)));

        assertThat(service.requests()).isEqualTo(2);
        assertThat(service.accepted())
                .filteredOn(command -> command.type().equals("create-task"))
                .extracting(command -> command.payload().path("name").asText())
                .containsExactly("e0-1", "e1-1", "e0-2");
    }

    @Test
    void whatever_breaks_off_is_done_again_and_has_its_effect_once() {
        boolean broke = true;
        for (int half = 1; broke; half++) {
            AutomationRunsTest world = new AutomationRunsTest();
            world.define("calls", 1, 10, 1, "notify", NOTIFY);
            world.service.breakAt(half);

            world.runs.apply(List.of(opened(0, 1, 11), opened(0, 2, 12)));
            broke = world.service.broke();

            assertThat(world.service.story())
                    .as("half %d", half)
                    .containsExactlyInAnyOrder("fired e0-1", "fired e0-2", "notify", "notify");
        }
    }

    @Test
    void a_log_that_is_read_again_runs_nothing_again() {
        define("calls", 1, 10, 1, "notify", NOTIFY);
        List<LoggedEvent> log = List.of(opened(0, 1, 11), opened(0, 2, 12), opened(1, 1, 13));
        runs.apply(log);
        List<String> once = List.copyOf(service.story());

        runs.apply(log);
        service.forgetKeys();
        runs.apply(log);

        assertThat(service.story()).isEqualTo(once);
    }

    @Test
    void a_command_that_is_not_accepted_is_told_and_stops_no_other() {
        define("calls", 1, 10, 1, "notify", NOTIFY);
        define("moves", 1, 10, 1, "move-case", "{'caseId':'=event.root','stage':'b'}");
        service.refuse("move-case");

        runs.apply(List.of(opened(0, 1, 11)));

        assertThat(service.story()).containsExactly("fired e0-1", "fired e0-1", "notify", "rejected e0-1");
    }

    @Test
    void a_template_that_has_no_value_is_told_and_sends_nothing() {
        define("calls", 1, 10, 1, "notify", "'=event.actor'");

        runs.apply(List.of(opened(0, 1, 11)));

        assertThat(service.story()).containsExactly("failed e0-1");
        assertThat(service.accepted().getLast().payload().path("detail").asText())
                .contains("no object");
    }

    @Test
    void what_the_automation_does_not_fire_for_is_not_sent() {
        define("calls", 1, 10, 1, "notify", NOTIFY);
        service.limit("e0-1");

        runs.apply(List.of(opened(0, 1, 11), opened(0, 2, 12)));

        assertThat(service.story()).containsExactly("fired e0-2", "notify");
    }

    @Test
    void nothing_runs_before_the_definitions_are_known() {
        int[] asked = {0};
        AutomationRuns patient = new AutomationRuns(
                book,
                new DefinitionsDouble(() -> {
                    if (++asked[0] < 3) {
                        throw new Unavailable("not yet", null);
                    }
                }),
                service,
                queue,
                persistence,
                new SimpleMeterRegistry());

        patient.prepare();

        assertThat(asked[0]).isEqualTo(3);
    }

    @Test
    void the_same_news_of_an_automation_changes_nothing() {
        define("calls", 1, 10, 1, "notify", NOTIFY);
        tell("calls", 2, 20, new AutomationEvent.Disabled());
        define("calls", 1, 10, 1, "notify", NOTIFY);

        assertThat(book.running("acme", "calls")).isEmpty();
        assertThat(book.concerns("acme", OPENED)).isTrue();
        assertThat(book.concerns("acme", "docket.task.created.v1")).isFalse();
        assertThat(book.concerns("globex", OPENED)).isFalse();
    }
}
