package io.docket.command.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.decision.Refusal;
import io.docket.command.definition.DefinitionKind;
import io.docket.command.route.Receipt;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Answer.Accepted;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.submit.Bearer;
import io.docket.command.submit.Submission;
import io.docket.command.support.Scenario;
import io.docket.command.support.Service;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.route.Reply;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ForwardingTest {
    private static final String OPEN = "{\"caseType\":\"loan\",\"caseId\":\"c1\",\"data\":{}}";

    private static String move(String stage) {
        return "{\"caseId\":\"c1\",\"stage\":\"" + stage + "\"}";
    }

    @Test
    void the_answer_is_the_owners_whatever_it_is() {
        try (TwoInstances two = new TwoInstances(8)) {
            Answer opened = two.send("open-case", OPEN, "k1", null);

            assertThat(opened.status()).isEqualTo(201);
            assertThat(two.send("open-case", OPEN, "k1", null)).isEqualTo(opened.asReplay());
            assertThat(two.send("move-case", move("b"), "k1", null))
                    .isEqualTo(two.owner.send("move-case", move("b"), "k1", null));
            assertThat(two.send("move-case", move("moon"), "k2", null))
                    .isEqualTo(withoutReplay(two.owner.send("move-case", move("moon"), "k2", null)));
            assertThat(two.send("move-case", move("b"), null, 9L))
                    .isEqualTo(two.owner.send("move-case", move("b"), null, 9L));
            assertThat(two.send("move-case", "{}", null, null))
                    .isEqualTo(two.owner.send("move-case", "{}", null, null));
            assertThat(two.send("explode", "{}", null, null).status()).isEqualTo(404);
        }
    }

    private static Answer withoutReplay(Answer answer) {
        return new Refused(((Refused) answer).refusal());
    }

    @Test
    void everything_that_a_command_carries_arrives() {
        try (TwoInstances two = new TwoInstances(8)) {
            two.send("open-case", OPEN, null, null);

            two.send(
                    "add-comment",
                    "{\"caseId\":\"c1\",\"body\":\"x\",\"occurredAt\":\"2026-01-02T03:04:05Z\",\"reason\":\"why\"}",
                    null,
                    1L);

            EventEnvelope event = two.log.events().getLast();
            assertThat(event.traceparent()).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            assertThat(event.occurredAt()).isEqualTo(OffsetDateTime.parse("2026-01-02T03:04:05Z"));
            assertThat(event.reason()).isEqualTo("why");
            assertThat(event.tenant()).isEqualTo("acme");
            assertThat(event.actor()).isEqualTo("demo");
        }
    }

    @Test
    void a_token_of_the_size_that_http_takes_arrives() {
        Bearer large = new Bearer("demo." + "x".repeat(19_000));
        try (TwoInstances two = new TwoInstances(8)) {
            Answer opened = two.send(large, "open-case", OPEN, "k1", null);

            assertThat(opened.status()).isEqualTo(201);
        }
    }

    @Test
    void a_command_without_a_key_is_not_a_replay_and_gets_an_id_of_its_own() {
        try (TwoInstances two = new TwoInstances(8)) {
            String unnamed = "{\"caseType\":\"loan\",\"data\":{}}";

            Accepted first = (Accepted) two.send("open-case", unnamed, null, null);
            Accepted second = (Accepted) two.send("open-case", unnamed, null, null);

            assertThat(first.replayed()).isFalse();
            assertThat(second.result().id()).isNotEqualTo(first.result().id());
        }
    }

    @Test
    void tenant_and_user_come_from_the_token_that_the_owner_verifies() {
        try (TwoInstances two = new TwoInstances(8)) {
            two.send("open-case", OPEN, null, null);
            int before = two.log.events().size();

            Answer stranger = two.send(
                    TwoInstances.OTHER_TENANT, "add-comment", "{\"caseId\":\"c1\",\"body\":\"x\"}", null, null);
            Answer forged =
                    two.send(new Bearer("forged"), "add-comment", "{\"caseId\":\"c1\",\"body\":\"x\"}", null, null);

            assertThat(stranger.status()).isEqualTo(404);
            assertThat(forged.status()).isEqualTo(401);
            assertThat(two.log.events()).hasSize(before);
        }
    }

    @Test
    void what_is_not_owned_is_not_forwarded_again() {
        AtomicInteger calls = new AtomicInteger();
        try (TwoInstances two = new TwoInstances(8, counting(calls))) {
            two.log.giveAway();

            Answer answer = two.send("open-case", OPEN, "k", null);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(((Refused) answer).refusal().retryAfterSeconds()).isEqualTo(1);
            assertThat(calls.get()).isEqualTo(1);
        }
    }

    @Test
    void a_partition_whose_log_is_broken_is_503_for_good_whoever_is_asked() {
        try (TwoInstances two = new TwoInstances(8)) {
            two.log.fail();

            Refused forwarded = (Refused) two.send("open-case", OPEN, "k", null);
            Refused direct = (Refused)
                    two.ofOwner.submit(new Submission(Service.DEMO, "open-case", Scenario.json(OPEN), "k", null, null));

            assertThat(forwarded.refusal()).isEqualTo(Refusal.partitionFailed());
            assertThat(direct.refusal()).isEqualTo(Refusal.partitionFailed());
            assertThat(two.log.events()).noneMatch(event -> event.root().equals("c1"));
        }
    }

    @Test
    void a_broken_partition_that_nobody_else_answers_for_is_not_said_to_come_back() {
        try (TwoInstances two = new TwoInstances(8)) {
            two.log.fail();
            two.stopOwner();

            Refused answer = (Refused) two.ofOwner.submit(new Submission(
                    Service.DEMO, "open-case", Scenario.json(OPEN), "k", null, null, null, TwoInstances.TOKEN));

            assertThat(answer.refusal()).isEqualTo(Refusal.partitionFailed());
        }
    }

    @Test
    void an_owner_that_is_gone_is_503_and_nothing_is_in_doubt() {
        try (TwoInstances two = new TwoInstances(8)) {
            two.stopOwner();

            Refused answer = (Refused) two.send("open-case", OPEN, "k", null);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.refusal().slug()).isEqualTo("unavailable");
        }
    }

    @Test
    void a_lost_answer_is_unknown_until_a_retry_with_the_same_key_finds_out() {
        AtomicBoolean lose = new AtomicBoolean(false);
        try (TwoInstances two = new TwoInstances(Duration.ofSeconds(3), 8, losing(lose))) {
            two.send("move-case", move("b"), null, null);
            lose.set(true);
            Refused lost = (Refused) two.send("open-case", OPEN, "k", null);
            lose.set(false);

            Answer retried = two.send("open-case", OPEN, "k", null);

            assertThat(lost.status()).isEqualTo(503);
            assertThat(lost.refusal().slug()).isEqualTo("outcome-unknown");
            assertThat(lost.refusal().retryAfterSeconds()).isEqualTo(1);
            assertThat(retried.status()).isEqualTo(201);
            assertThat(retried.replayed()).isTrue();
            assertThat(two.log.events().stream().filter(event -> event.root().equals("c1")))
                    .hasSize(1);
        }
    }

    @Test
    void no_more_is_under_way_to_one_instance_than_allowed() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TwoInstances two = new TwoInstances(1, holding(arrived, goOn))) {
            CompletableFuture<Answer> first =
                    CompletableFuture.supplyAsync(() -> two.send("open-case", OPEN, "k1", null));
            arrived.await();

            Refused second = (Refused) two.send("open-case", OPEN, "k2", null);
            goOn.countDown();

            assertThat(second.status()).isEqualTo(503);
            assertThat(second.refusal().retryAfterSeconds()).isEqualTo(1);
            assertThat(first.get().status()).isEqualTo(201);
        }
    }

    @Test
    void a_case_type_that_another_instance_owns_is_read_there() {
        try (TwoInstances two = new TwoInstances(8)) {
            assertThat(two.peers.currentVersion(two.address, DefinitionKind.CASE_TYPE, "loan", TwoInstances.TOKEN))
                    .isEqualTo(new Reply.Answered<>(1L));
            assertThat(two.peers.currentVersion(
                            two.address, DefinitionKind.CASE_TYPE, "loan", TwoInstances.OTHER_TENANT))
                    .isEqualTo(new Reply.Answered<>(0L));
            assertThat(two.peers.definition(two.address, DefinitionKind.CASE_TYPE, "loan", 1, TwoInstances.TOKEN))
                    .isInstanceOfSatisfying(
                            Reply.Answered.class,
                            found -> assertThat(found.value().toString()).contains("Loan"));
            assertThat(two.peers.definition(two.address, DefinitionKind.CASE_TYPE, "loan", 2, TwoInstances.TOKEN))
                    .isEqualTo(new Reply.Answered<>(java.util.Optional.empty()));
        }
    }

    @Test
    void a_record_is_checked_against_a_type_that_another_instance_owns() {
        try (TwoInstances two = new TwoInstances(8)) {
            two.owner.send("define-record-type", "{\"id\":\"loan\",\"name\":\"L\",\"schema\":{\"type\":\"object\"}}");

            assertThat(two.peers.currentVersion(two.address, DefinitionKind.RECORD_TYPE, "loan", TwoInstances.TOKEN))
                    .isEqualTo(new Reply.Answered<>(1L));
            assertThat(two.peers.definition(two.address, DefinitionKind.RECORD_TYPE, "loan", 1, TwoInstances.TOKEN))
                    .isInstanceOfSatisfying(
                            Reply.Answered.class,
                            found -> assertThat(found.value().toString()).contains("schema"));
        }
    }

    @Test
    void a_task_is_checked_against_a_form_that_another_instance_owns() {
        try (TwoInstances two = new TwoInstances(8)) {
            two.owner.send("define-form", "{\"id\":\"loan\",\"name\":\"L\",\"schema\":{\"required\":[\"a\"]}}");

            assertThat(two.peers.currentVersion(two.address, DefinitionKind.FORM, "loan", TwoInstances.TOKEN))
                    .isEqualTo(new Reply.Answered<>(1L));
            assertThat(two.peers.definition(two.address, DefinitionKind.FORM, "loan", 1, TwoInstances.TOKEN))
                    .isInstanceOfSatisfying(
                            Reply.Answered.class,
                            found -> assertThat(found.value().toString()).contains("required"));
        }
    }

    @Test
    void a_receipt_is_asked_for_under_the_tenant_of_the_token() {
        try (TwoInstances two = new TwoInstances(8)) {
            assertThat(two.peers.receipt(two.address, "acme-pending", TwoInstances.TOKEN))
                    .isEqualTo(new Reply.Answered<>(new Receipt(true, null)));
            assertThat(two.peers.receipt(two.address, "acme-pending", TwoInstances.OTHER_TENANT))
                    .isEqualTo(new Reply.Answered<>(new Receipt(false, null)));
        }
    }

    private static ServerInterceptor counting(AtomicInteger calls) {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                calls.incrementAndGet();
                return next.startCall(call, headers);
            }
        };
    }

    /** The call is carried out, its answer does not leave. */
    private static ServerInterceptor losing(AtomicBoolean lose) {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                if (!lose.get()) {
                    return next.startCall(call, headers);
                }
                return next.startCall(
                        new SimpleForwardingServerCall<>(call) {
                            @Override
                            public void sendMessage(A message) {
                                // lost
                            }

                            @Override
                            public void close(io.grpc.Status status, Metadata trailers) {
                                // lost as well: the caller waits until its deadline
                            }
                        },
                        headers);
            }
        };
    }

    private static ServerInterceptor holding(CountDownLatch arrived, CountDownLatch goOn) {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                arrived.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                return next.startCall(call, headers);
            }
        };
    }
}
