package io.docket.workflow.automation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.AutomationEvent.Defined;
import io.docket.contracts.event.AutomationEvent.Quota;
import io.docket.contracts.event.AutomationEvent.Trigger;
import io.docket.contracts.json.Json;
import io.docket.kit.feel.Feel;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.simulation.Crash;
import io.docket.workflow.simulation.LogLines;
import io.docket.workflow.simulation.Steps;
import io.docket.workflow.simulation.TenantQueueInMemory;
import io.docket.workflow.simulation.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Globex gives the bridge no account; acme does. */
class ParkedRunsTest {
    private static final Instant DAY = Instant.parse("2030-01-01T00:00:00Z");
    private static final Feel FEEL = new Feel();
    private static final String GLOBEX = "globex";
    private static final int CAPACITY = 3;
    private static final String[] WHOLE = {"fired e0", "fired e2", "notify e0", "notify e2", "fired e4", "notify e4"};

    private final VirtualTime time = new VirtualTime();
    private final Steps steps = new Steps();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AutomationServiceDouble service = new AutomationServiceDouble();
    private final AutomationBook book = new AutomationBook(FEEL);
    private final TenantQueueInMemory queue = new TenantQueueInMemory(steps, CAPACITY);
    private final Persistence persistence =
            new Persistence(new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)), time, time, metrics);
    private final AutomationRuns runs =
            new AutomationRuns(book, new DefinitionsDouble(() -> {}), service, queue, persistence, metrics);
    private final List<LoggedEvent> log = new ArrayList<>();
    private final Set<String> gone = new HashSet<>();
    private final ParkedRuns parked = new ParkedRuns(
            queue,
            runs,
            positions -> positions.stream()
                    .filter(position -> !gone.contains(position))
                    .map(position -> log.get(Integer.parseInt(position.substring(2))))
                    .toList());

    ParkedRunsTest() {
        for (String tenant : List.of("acme", GLOBEX)) {
            define(tenant, "calls");
        }
    }

    private void define(String tenant, String id) {
        Defined defined = new Defined(
                1,
                id,
                new Trigger(Json.tree("{\"type\":\"docket.case.*\"}".getBytes(UTF_8)), null, null),
                null,
                "notify",
                Json.tree("{\"event\":\"=event.id\"}".getBytes(UTF_8)),
                new Quota(1_000, "PT1M"),
                20,
                null);
        book.note(envelope(tenant, "d", "docket.automation.it.v1", "automation/" + id, 0), (AutomationEvent) defined);
    }

    private static EventEnvelope envelope(String tenant, String id, String type, String subject, int second) {
        Subject about = Subject.parse(subject);
        return new EventEnvelope(
                id,
                EventEnvelope.COMMAND_SERVICE,
                type,
                about,
                about.id(),
                DAY.plusSeconds(second),
                1,
                tenant,
                "zoe",
                null,
                "c-" + id,
                "first",
                "c-" + id,
                1,
                null,
                null,
                null,
                null,
                "{}".getBytes(UTF_8));
    }

    /** Cases are opened, by globex and acme in turn; returns the events. */
    private List<LoggedEvent> opened(int count) {
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int offset = log.size();
            String tenant = offset % 2 == 0 ? GLOBEX : "acme";
            events.add(new LoggedEvent(
                    0, offset, envelope(tenant, "e" + offset, "docket.case.opened.v1", "case/k" + offset, offset + 1)));
            log.add(events.getLast());
        }
        return events;
    }

    /** What was accepted of the tenant, commands with their event. */
    private List<String> story(String tenant) {
        return service.accepted().stream()
                .filter(command -> command.tenant().equals(tenant))
                .map(command -> command.type().equals("notify")
                        ? "notify " + command.payload().path("event").asText()
                        : command.payload().path("state").asText() + " "
                                + command.payload().path("eventId").asText())
                .toList();
    }

    /** Events of globex wait with three automations each, more runs than go out at once; returns the commands that they make. */
    private List<String> manyWait() {
        define(GLOBEX, "mails");
        define(GLOBEX, "texts");
        List<LoggedEvent> waiting = opened(200).stream()
                .filter(event -> event.envelope().tenant().equals(GLOBEX))
                .toList();
        queue.put(GLOBEX, waiting.stream().map(event -> parked(event).text()).toList());
        return waiting.stream()
                .flatMap(event ->
                        Collections.nCopies(3, "notify " + event.envelope().id()).stream())
                .toList();
    }

    private static ParkedRun parked(LoggedEvent event) {
        return new ParkedRun(event.position(), List.of());
    }

    private List<String> commands() {
        return story(GLOBEX).stream().filter(line -> line.startsWith("notify")).toList();
    }

    private void sendParked() {
        boolean went = true;
        while (went) {
            went = queue.tenants().contains(GLOBEX) && parked.goOn(GLOBEX);
        }
    }

    @Test
    void others_go_on_and_what_is_behind_waits_too() {
        service.refuseAccount(GLOBEX, 0);

        runs.apply(opened(4));
        service.welcome(GLOBEX);
        runs.apply(opened(2));

        assertThat(story("acme"))
                .containsExactly("fired e1", "fired e3", "notify e1", "notify e3", "fired e5", "notify e5");
        assertThat(story(GLOBEX)).isEmpty();
        assertThat(metrics.counter("docket.bridge.retries").count()).isZero();
        assertThat(queue.size(GLOBEX)).isEqualTo(3);
    }

    @Test
    void everything_runs_in_order_when_there_is_an_account() {
        service.refuseAccount(GLOBEX, 0);
        runs.apply(opened(4));
        assertThat(parked.goOn(GLOBEX)).isFalse();
        service.welcome(GLOBEX);

        sendParked();
        runs.apply(opened(2));

        assertThat(story(GLOBEX)).containsExactly(WHOLE);
        assertThat(queue.tenants()).isEmpty();
    }

    @Test
    void command_of_a_run_that_was_settled_goes_out_also_when_its_key_is_forgotten() {
        service.refuseAccount(GLOBEX, 1);
        runs.apply(opened(1));
        assertThat(story(GLOBEX)).containsExactly("fired e0");
        service.welcome(GLOBEX);
        service.forgetKeys();

        sendParked();

        assertThat(story(GLOBEX)).containsExactly("fired e0", "notify e0");
        assertThat(queue.tenants()).isEmpty();
    }

    @Test
    void rejection_that_could_not_be_told_is_told_later() {
        service.refuse("notify");
        service.refuseAccount(GLOBEX, 2);
        runs.apply(opened(1));
        service.welcome(GLOBEX);

        sendParked();

        assertThat(story(GLOBEX)).containsExactly("fired e0", "rejected e0");
    }

    @Test
    void bridge_that_dies_at_any_step_loses_nothing() {
        boolean died = true;
        for (int halfStep = 1; died; halfStep++) {
            ParkedRunsTest world = new ParkedRunsTest();
            world.service.refuseAccount(GLOBEX, 0);
            world.steps.dieAt(halfStep);
            List<LoggedEvent> first = world.opened(4);
            again(() -> world.runs.apply(first));
            world.service.welcome(GLOBEX);
            again(world::sendParked);
            List<LoggedEvent> second = world.opened(2);
            again(() -> world.runs.apply(second));
            again(world::sendParked);

            assertThat(world.story(GLOBEX)).as("half step %d", halfStep).containsExactly(WHOLE);
            assertThat(world.story("acme")).hasSize(6);
            assertThat(world.queue.tenants()).isEmpty();
            died = world.steps.reached();
        }
    }

    private static void again(Runnable work) {
        try {
            work.run();
        } catch (Crash e) {
            work.run();
        }
    }

    @Test
    void where_as_many_wait_as_may_the_lane_does() {
        service.refuseAccount(GLOBEX, 0);
        runs.apply(opened(6));
        List<Long> waiting = new ArrayList<>();
        time.after(Duration.ofSeconds(1), () -> {
            waiting.add(queue.size(GLOBEX));
            service.welcome(GLOBEX);
            sendParked();
        });

        runs.apply(opened(2));
        sendParked();

        assertThat(waiting).containsExactly((long) CAPACITY);
        assertThat(metrics.counter("docket.bridge.retries").count()).isPositive();
        assertThat(story(GLOBEX)).endsWith("fired e6", "notify e6");
        assertThat(story(GLOBEX)).startsWith("fired e0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", GLOBEX})
    void queue_that_is_full_has_nothing_put_again_into_another_one(String full) {
        String other = full.equals(GLOBEX) ? "acme" : GLOBEX;
        service.refuseAccount("acme", 0);
        service.refuseAccount(GLOBEX, 0);
        queue.put(full, Collections.nCopies(CAPACITY, "of before"));
        List<String> put = new ArrayList<>();
        time.after(Duration.ofSeconds(1), () -> {
            put.addAll(queue.items(other));
            queue.settle(other, queue.items(other), List.of());
            queue.settle(full, queue.items(full), List.of());
        });

        runs.apply(opened(2));

        put.addAll(queue.items(other));
        assertThat(put).hasSize(1);
        assertThat(queue.items(full)).hasSize(1);
        assertThat(metrics.counter("docket.bridge.retries").count()).isPositive();
    }

    @Test
    void runs_of_many_events_go_out_in_stretches_and_in_order() {
        List<String> commands = manyWait();

        assertThat(parked.goOn(GLOBEX)).isTrue();

        assertThat(service.largest()).isEqualTo(200);
        assertThat(commands()).isEqualTo(commands);
        assertThat(queue.tenants()).isEmpty();
    }

    @Test
    void behind_a_stretch_that_lacks_an_account_the_next_one_waits() {
        List<String> commands = manyWait();
        service.refuseAccount(GLOBEX, 300);

        assertThat(parked.goOn(GLOBEX)).isTrue();
        assertThat(service.requests()).isEqualTo(2);
        assertThat(commands()).isEqualTo(commands.subList(0, 100));
        service.welcome(GLOBEX);
        service.forgetKeys();
        sendParked();

        assertThat(commands()).isEqualTo(commands);
        assertThat(queue.tenants()).isEmpty();
    }

    @Test
    void event_that_is_gone_is_named_and_stops_no_other() {
        service.refuseAccount(GLOBEX, 0);
        runs.apply(opened(4));
        service.welcome(GLOBEX);
        gone.add("0-0");

        try (LogLines lines = new LogLines()) {
            sendParked();

            assertThat(lines.warnings()).singleElement().asString().endsWith("positions=[0-0]");
        }
        assertThat(story(GLOBEX)).containsExactly("fired e2", "notify e2");
        assertThat(queue.tenants()).isEmpty();
    }
}
