package io.docket.notification.novu;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;
import static io.docket.notification.Events.opened;
import static io.docket.notification.Events.task;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.CaseTypeEvent.NotifyRule;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.NotificationEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.notification.Configs;
import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.MemoryFacts;
import io.docket.notification.live.LiveLog;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.log.Tail;
import io.docket.notification.novu.NovuMeter.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifierTest {
    private final NovuRecorder recorder = new NovuRecorder(0, "secret");
    private final FactBook facts = MemoryFacts.book(100);
    private final LiveLog log = new LiveLog(new Tail(100, 10_000_000));
    private final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    private final NovuConfig config =
            Configs.novu(Map.of("first-delay", "5ms", "max-delay", "50ms", "max-attempts", "4"));
    private int offset;

    @AfterEach
    void stop() {
        recorder.close();
    }

    @Test
    void the_assignee_is_told_of_a_task_with_the_rules_payload() throws InterruptedException {
        openCase(new NotifyRule("task-created", "new-task", "assignee", Map.of("urgency", "high")));

        LoggedEvent created = happened("task/1~t", task("ann"));
        notifier().handle(List.of(created));

        assertThat(recorder.triggers()).singleElement().satisfies(trigger -> {
            assertThat(trigger.workflow()).isEqualTo("new-task");
            assertThat(trigger.subscriber()).isEqualTo("ann");
            assertThat(trigger.transactionId()).startsWith(created.envelope().id());
            assertThat(trigger.idempotencyKey()).isEqualTo(trigger.transactionId());
            assertThat(trigger.payload().path("urgency").asText()).isEqualTo("high");
            assertThat(trigger.payload().path("caseType").asText()).isEqualTo("loan");
            assertThat(trigger.payload().at("/data/name").asText()).isEqualTo("Check");
        });
    }

    @Test
    void candidates_actor_and_a_named_user_are_told_too() throws InterruptedException {
        openCase(
                new NotifyRule("task-created", "offered", "candidates", null),
                new NotifyRule("task-created", "done-by", "actor", null),
                new NotifyRule("task-created", "watch", "user:chief", null),
                new NotifyRule("case-moved", "moved", "actor", null));

        notifier().handle(List.of(happened("task/1~t", task(null, "ann", "bob"))));

        assertThat(recorder.triggers())
                .extracting(trigger -> trigger.workflow() + "->" + trigger.subscriber())
                .containsExactlyInAnyOrder("offered->ann", "offered->bob", "done-by->10609", "watch->chief");
    }

    @Test
    void whom_a_command_names_is_told_what_it_says() throws InterruptedException {
        LoggedEvent requested = happened(
                "notification/n",
                new NotificationEvent.Requested(
                        null, List.of("ann", "bob"), "call-back", Json.tree("{\"number\":7}".getBytes(UTF_8))));

        notifier().handle(List.of(requested, requested));

        assertThat(recorder.triggers())
                .extracting(trigger -> trigger.workflow() + "->" + trigger.subscriber())
                .contains("call-back->ann", "call-back->bob");
        assertThat(recorder.triggers()).allSatisfy(trigger -> {
            assertThat(trigger.transactionId()).startsWith(requested.envelope().id());
            assertThat(trigger.payload().at("/data/number").asInt()).isEqualTo(7);
        });
    }

    @Test
    void a_replay_is_told_to_nobody_twice() throws InterruptedException {
        openCase(new NotifyRule("task-claimed", "yours", "assignee", null));
        LoggedEvent claimed = happened("task/1~t", new TaskEvent.Claimed("ann"));

        notifier().handle(List.of(claimed));
        notifier().handle(List.of(claimed));

        assertThat(recorder.triggers()).hasSize(1);
    }

    @Test
    void an_old_event_is_no_news() throws InterruptedException {
        openCase(new NotifyRule("task-created", "new-task", "assignee", null));
        LoggedEvent created = happened("task/1~t", task("ann"));

        new Notifier(sdk(), config, facts, log, outcomes::add, Clock.offset(Clock.systemUTC(), Duration.ofDays(2)))
                .handle(List.of(created));

        assertThat(recorder.triggers()).isEmpty();
        assertThat(outcomes).containsExactly(Outcome.STALE);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void a_failure_that_passes_is_retried(int status) throws InterruptedException {
        openCase(new NotifyRule("task-created", "new-task", "assignee", null));
        recorder.fail(3, status, null);

        notifier().handle(List.of(happened("task/1~t", task("ann"))));

        assertThat(recorder.triggers()).hasSize(1);
        assertThat(outcomes).containsExactly(Outcome.RETRIED, Outcome.RETRIED, Outcome.RETRIED, Outcome.SENT);
    }

    @Test
    void a_failure_that_stays_is_parked_and_the_next_goes_on() throws InterruptedException {
        openCase(new NotifyRule("task-created", "new-task", "assignee", null));
        recorder.fail(4, 500, null);

        notifier().handle(List.of(happened("task/1~t", task("ann"))));
        notifier().handle(List.of(happened("task/1~u", task("bob"))));

        assertThat(outcomes).endsWith(Outcome.PARKED, Outcome.SENT);
        assertThat(recorder.triggers())
                .extracting(NovuRecorder.Trigger::subscriber)
                .containsExactly("bob");
    }

    @Test
    void what_novu_will_never_take_is_parked_at_once() throws InterruptedException {
        openCase(new NotifyRule("task-created", "", "assignee", null));

        notifier().handle(List.of(happened("task/1~t", task("ann"))));

        assertThat(outcomes).containsExactly(Outcome.PARKED);
    }

    @Test
    void a_case_stays_with_the_rules_of_the_version_it_is_pinned_to() throws InterruptedException {
        openCase(new NotifyRule("task-created", "new-task", "assignee", null));
        define(2);

        notifier().handle(List.of(happened("task/1~t", task("ann"))));

        assertThat(recorder.triggers()).hasSize(1);
    }

    @Test
    void the_rules_of_a_case_that_is_no_longer_in_memory_hold_as_well() throws InterruptedException {
        openCase(new NotifyRule("task-created", "new-task", "assignee", null));
        for (int number = 2; number < 300; number++) {
            happened("case/" + number, opened("permit", null));
        }

        notifier().handle(List.of(happened("task/1~t", task("ann"))));

        assertThat(recorder.triggers())
                .singleElement()
                .satisfies(trigger -> assertThat(trigger.subscriber()).isEqualTo("ann"));
    }

    @Test
    void waits_double_up_to_the_limit_and_honour_what_is_asked_for() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
        Random random = new Random(1);

        assertThat(backoff.after(1, Optional.empty(), random)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(backoff.after(40, Optional.empty(), random))
                .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(backoff.after(1, Optional.of(Duration.ofMillis(700)), random))
                .isEqualTo(Duration.ofMillis(700));
        assertThat(backoff.after(1, Optional.of(Duration.ofHours(1)), random)).isEqualTo(Duration.ofSeconds(1));
    }

    private Notifier notifier() {
        return new Notifier(sdk(), config, facts, log, outcomes::add, Clock.systemUTC());
    }

    private Novu sdk() {
        return new NovuSdk(recorder.url(), "secret", Duration.ofSeconds(5));
    }

    private void openCase(NotifyRule... rules) {
        define(1, rules);
        happened("case/1", opened("loan", null));
    }

    private void define(long version, NotifyRule... rules) {
        EventEnvelope defined = envelope(
                "acme",
                "case-type/loan",
                new CaseTypeEvent.Defined(
                        "Loan", Json.mapper().createObjectNode(), List.of(), null, null, null, List.of(rules), null));
        append(withSequence(defined, version));
    }

    private LoggedEvent happened(String subject, DomainEvent data) {
        return append(envelope("acme", subject, data));
    }

    private LoggedEvent append(EventEnvelope envelope) {
        LoggedEvent event = logged(facts, 0, offset++, envelope);
        log.append(List.of(event));
        return event;
    }

    private static EventEnvelope withSequence(EventEnvelope e, long sequence) {
        @Nullable String none = null;
        return new EventEnvelope(
                e.id(),
                e.source(),
                e.type(),
                e.subject(),
                e.root(),
                Instant.now(),
                sequence,
                e.tenant(),
                e.actor(),
                none,
                e.commandId(),
                e.correlationId(),
                e.causationId(),
                0,
                none,
                none,
                null,
                none,
                e.data());
    }
}
