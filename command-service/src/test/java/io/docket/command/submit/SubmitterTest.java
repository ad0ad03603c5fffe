package io.docket.command.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.aggregate.AxonDispatcher;
import io.docket.command.decision.Refusal;
import io.docket.command.submit.Answer.Accepted;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.support.MemoryEventStore;
import io.docket.command.support.Scenario;
import io.docket.command.support.Service;
import io.docket.contracts.command.CommandResult;
import io.docket.contracts.envelope.Activity;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.OverloadedException;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.VersionConflictException;
import io.docket.kit.identity.Caller;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubmitterTest {
    private static final String OPEN = "{\"caseType\":\"loan\",\"caseId\":\"K1\",\"data\":{\"a\":1}}";
    private static final String MOVE = "{\"caseId\":\"K1\",\"stage\":\"b\"}";

    private final MemoryEventStore store = new MemoryEventStore();
    private final Service service = Service.withLoans(store, null);

    @AfterEach
    void close() {
        service.close();
    }

    private static CommandResult result(Answer answer) {
        assertThat(answer).isInstanceOf(Accepted.class);
        return ((Accepted) answer).result();
    }

    private static Refusal refusal(Answer answer) {
        assertThat(answer).isInstanceOf(Refused.class);
        return ((Refused) answer).refusal();
    }

    private EventEnvelope lastEvent() {
        return store.events().getLast();
    }

    @Test
    void a_new_entity_is_201_and_a_change_is_200_with_version_position_and_events() {
        Answer opened = service.send("open-case", OPEN);
        Answer moved = service.send("move-case", MOVE);

        assertThat(opened.status()).isEqualTo(201);
        assertThat(moved.status()).isEqualTo(200);
        CommandResult result = result(moved);
        assertThat(result.entity()).isEqualTo("case");
        assertThat(result.id()).isEqualTo("K1");
        assertThat(result.version()).isEqualTo(2);
        assertThat(result.position()).isEqualTo("0-2");
        assertThat(result.events())
                .containsExactly(new CommandResult.Event(lastEvent().id(), "docket.case.moved.v1"));
    }

    @Test
    void the_envelope_tells_who_when_and_why() {
        service.send(
                "open-case",
                "{\"caseType\":\"loan\",\"caseId\":\"K1\",\"data\":{},\"onBehalfOf\":\"112\",\"reason\":\"phone call\","
                        + "\"occurredAt\":\"2011-10-01T00:38:44.546+02:00\","
                        + "\"activity\":{\"name\":\"A_SUBMITTED\",\"lifecycle\":\"COMPLETE\",\"resource\":\"112\"}}");

        EventEnvelope event = lastEvent();
        assertThat(event.actor()).isEqualTo("112");
        assertThat(event.submitter()).isEqualTo("demo");
        assertThat(event.tenant()).isEqualTo("acme");
        assertThat(event.root()).isEqualTo("K1");
        assertThat(event.reason()).isEqualTo("phone call");
        assertThat(event.occurredAt()).hasToString("2011-10-01T00:38:44.546+02:00");
        assertThat(event.activity()).isEqualTo(new Activity("A_SUBMITTED", "COMPLETE", "112"));
        assertThat(event.sequence()).isEqualTo(1);
    }

    @Test
    void what_the_platform_sends_says_what_it_follows_from_and_nobody_else_may() {
        Caller bridge = new Caller("acme", "bridge", Set.of("engine"), Set.of());
        Cause cause = Cause.parse("0199-e1;correlation=0199-c0;depth=7");

        assertThat(service.submitter().submit(caused(bridge, cause)).status()).isEqualTo(201);
        assertThat(service.submitter().submit(caused(Service.DEMO, cause)).status())
                .isEqualTo(403);

        EventEnvelope event = lastEvent();
        assertThat(event.causationId()).isEqualTo("0199-e1");
        assertThat(event.correlationId()).isEqualTo("0199-c0");
        assertThat(event.causationDepth()).isEqualTo(7);
    }

    private static Submission caused(Caller caller, Cause cause) {
        return new Submission(caller, "open-case", Scenario.json(OPEN), null, null, null, cause, null);
    }

    @Test
    void a_case_and_its_process_are_one_append() {
        try (Service withProcess = Service.withLoans(store, "approval")) {
            Answer opened = withProcess.send("open-case", OPEN);

            assertThat(result(opened).version()).isEqualTo(1);
            assertThat(store.appends().getLast().events())
                    .extracting(EventEnvelope::subject)
                    .containsExactly(new Subject("case", "K1"), new Subject("process", "K1~approval-1"));
        }
    }

    @Test
    void the_same_key_and_payload_give_the_first_outcome_again() {
        Answer first = service.send("open-case", OPEN, "k", null);
        Answer again = service.send("open-case", OPEN, "k", null);

        assertThat(again.replayed()).isTrue();
        assertThat(result(again)).isEqualTo(result(first));
        assertThat(store.events()).hasSize(2);
    }

    @Test
    void a_refusal_of_the_domain_is_the_outcome_of_its_key() {
        service.send("open-case", OPEN);
        Answer stale = service.send("move-case", MOVE, "k", 7L);
        service.send("move-case", MOVE);

        Answer again = service.send("move-case", MOVE, "k", 7L);

        assertThat(refusal(stale).version()).isEqualTo(1);
        assertThat(again.replayed()).isTrue();
        assertThat(refusal(again)).isEqualTo(refusal(stale));
    }

    @Test
    void what_changed_nothing_is_an_outcome_too() {
        service.send("open-case", OPEN);

        Answer first = service.send("update-case", "{\"caseId\":\"K1\",\"data\":{\"a\":1}}", "k", null);
        Answer again = service.send("update-case", "{\"caseId\":\"K1\",\"data\":{\"a\":1}}", "k", null);

        assertThat(result(first).events()).isEmpty();
        assertThat(result(first).version()).isEqualTo(1);
        assertThat(result(first).position()).isNull();
        assertThat(again.replayed()).isTrue();
    }

    @Test
    void a_key_cannot_be_used_for_another_command() {
        service.send("open-case", OPEN, "k", null);

        assertThat(refusal(service.send("open-case", OPEN.replace("1}", "2}"), "k", null))
                        .slug())
                .isEqualTo("idempotency-key-reuse");
        assertThat(refusal(service.send("open-case", OPEN, "k", 0L)).slug()).isEqualTo("idempotency-key-reuse");
    }

    @Test
    void another_tenant_has_its_own_keys_cases_and_types() {
        service.send("open-case", OPEN, "k", null);
        Caller globex = new Caller("globex", "demo", Service.DEMO.roles(), Set.of());

        assertThat(refusal(service.send(globex, "move-case", MOVE, null, null)).status())
                .isEqualTo(404);
        assertThat(refusal(service.send(globex, "open-case", OPEN, "k", null)).slug())
                .isEqualTo("unknown-case-type");
    }

    @Test
    void a_payload_against_its_schema_leaves_no_trace_and_its_key_may_be_used_again() {
        int before = store.appends().size();

        assertThat(service.send("open-case", "{\"caseType\":\"loan\"}", "k", null)
                        .status())
                .isEqualTo(400);
        assertThat(store.appends()).hasSize(before);
        assertThat(service.send("open-case", OPEN, "k", null).status()).isEqualTo(201);
    }

    @Test
    void a_caller_without_the_role_is_refused() {
        Caller worker = new Caller("acme", "worker", Set.of("case-worker"), Set.of());

        assertThat(service.send(worker, "close-case", "{\"caseId\":\"K1\"}", null, null)
                        .status())
                .isEqualTo(403);
        assertThat(service.send(worker, "open-case", OPEN.replace("}}", "},\"onBehalfOf\":\"bob\"}"), null, null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void duplicates_at_the_same_time_become_one() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> answers = IntStream.range(0, 50)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> service.send("open-case", OPEN, "k", null), threads))
                    .toList();

            assertThat(answers.stream().map(CompletableFuture::join).filter(answer -> !answer.replayed()))
                    .hasSize(1);
            assertThat(store.events()).hasSize(2);
        }
    }

    @Test
    void commands_about_one_case_at_the_same_time_all_succeed_in_some_order() {
        service.send("open-case", OPEN);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> answers = IntStream.range(0, 50)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> service.send("add-comment", "{\"caseId\":\"K1\",\"body\":\"c\"}"), threads))
                    .toList();

            assertThat(answers).allMatch(answer -> answer.join().status() == 200);
            assertThat(store.head("acme/case/K1")).isEqualTo(51);
        }
    }

    @Test
    void a_lost_race_is_decided_again() {
        service.send("open-case", OPEN);
        store.failNext(new VersionConflictException("acme/case/K1", 2, 2));

        assertThat(service.send("move-case", MOVE).status()).isEqualTo(200);
    }

    @Test
    void a_race_that_is_lost_again_and_again_is_503_and_says_so() {
        service.send("open-case", OPEN);
        for (int i = 0; i < AxonDispatcher.MAX_ATTEMPTS; i++) {
            store.failNext(new VersionConflictException("acme/case/K1", 2, 2));
        }

        Refusal lost = refusal(service.send("move-case", MOVE));

        assertThat(lost.status()).isEqualTo(503);
        assertThat(lost.retryAfterSeconds()).isPositive();
        assertThat(lost.detail()).isEqualTo("other commands changed the same entity at the same time");
    }

    @Test
    void what_the_store_cannot_take_is_503_or_429_and_may_be_sent_again() {
        service.send("open-case", OPEN);
        store.failNext(new NotOwnerException("moved", null));
        store.failNext(new UnknownOutcomeException("no answer", null));
        store.failNext(new OverloadedException(0, 10));

        Refusal notOwner = refusal(service.send("move-case", MOVE, "k", null));
        Refusal unknown = refusal(service.send("move-case", MOVE, "k", null));
        Refusal overloaded = refusal(service.send("move-case", MOVE, "k", null));

        assertThat(List.of(notOwner.status(), unknown.status(), overloaded.status()))
                .containsExactly(503, 503, 429);
        assertThat(unknown.slug()).isEqualTo("outcome-unknown");
        assertThat(overloaded.retryAfterSeconds()).isPositive();
        assertThat(service.send("move-case", MOVE, "k", null).status()).isEqualTo(200);
    }

    @Test
    void after_a_failed_commit_the_entity_is_as_before() {
        service.send("open-case", OPEN);
        store.failNext(new NotOwnerException("moved", null));
        service.send("move-case", MOVE);

        assertThat(result(service.send("move-case", MOVE)).version()).isEqualTo(2);
    }

    @Test
    void a_case_keeps_the_version_of_its_type() {
        service.send("open-case", OPEN);
        service.send(
                "define-case-type",
                "{\"id\":\"loan\",\"name\":\"L\",\"dataSchema\":false,\"stages\":[{\"id\":\"z\",\"name\":\"Z\"}]}");

        assertThat(service.send("move-case", MOVE).status()).isEqualTo(200);
        assertThat(service.send("open-case", OPEN.replace("K1", "K2")).status()).isEqualTo(400);
    }

    @Test
    void an_entity_read_back_from_the_store_decides_the_same() {
        service.send("open-case", OPEN);
        service.send("add-comment", "{\"caseId\":\"K1\",\"body\":\"c\"}", "c1", null);
        String comment = store.events().getLast().commandId();
        String edit = "{\"caseId\":\"K1\",\"commentId\":\"" + comment + "\",\"body\":\"d\"}";

        try (Service restarted = Service.over(store)) {
            assertThat(restarted.send("edit-comment", edit).status()).isEqualTo(200);
            assertThat(restarted
                            .send(
                                    new Caller("acme", "eve", Set.of("case-worker"), Set.of()),
                                    "edit-comment",
                                    edit,
                                    null,
                                    null)
                            .status())
                    .isEqualTo(403);
        }
    }
}
