package io.docket.command.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.idempotency.CommandIds;
import io.docket.command.peer.v1.PeerGrpc;
import io.docket.command.peer.v1.ReceiptRequest;
import io.docket.command.peer.v1.SubmitReply;
import io.docket.command.peer.v1.SubmitRequest;
import io.docket.command.service.Tokens;
import io.docket.command.support.Scenario;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances of the packaged service, from outside; one of them is killed in the end. So many calls at once as
 * {@code -Ddocket.routing.calls} says.
 */
@TestMethodOrder(OrderAnnotation.class)
class RoutingIT {
    private static final String GROUP = "routing-" + UUID.randomUUID();
    private static final int ROOTS = 12;

    /** So many that each instance owns some. */
    private static final int ROOTS_OF_ONE_KEY = 60;

    private static final int CALLERS = 16;
    private static final int CALLS = Integer.getInteger("docket.routing.calls", 5_000);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final List<Instance> INSTANCES = new ArrayList<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        for (int i = 0; i < 3; i++) {
            INSTANCES.add(new Instance(GROUP, folder.resolve("instance-" + i)));
        }
        INSTANCES.forEach(instance -> instance.awaitServing(2));
        String type = """
                {"id":"loan","name":"Loan","dataSchema":{"type":"object","properties":{"amount":{"type":"string"}},
                "additionalProperties":false},"stages":[{"id":"a","name":"A","next":["b"]},{"id":"b","name":"B"}]}""";
        await().atMost(PATIENCE)
                .until(() -> Calls.post(INSTANCES.getFirst(), "define-case-type", type, Map.of())
                                .statusCode()
                        == 201);
    }

    @AfterAll
    static void stop() {
        INSTANCES.parallelStream().forEach(Instance::close);
    }

    /** All that a client can see, without what differs from one case to the next. */
    private static String seen(HttpResponse<String> response, String caseId) {
        TreeMap<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.remove("content-length");
        return (response.statusCode() + "\n" + headers + "\n" + response.body())
                .replace(caseId, "CASE")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID")
                .replaceAll("\\b\\d-\\d+\\b", "POSITION");
    }

    private static List<String> life(Instance at, String caseId) {
        Map<String, String> key = Map.of("Idempotency-Key", caseId + "-open");
        List<HttpResponse<String>> answers = List.of(
                Calls.settled(at, "open-case", Calls.open(caseId), key),
                Calls.settled(at, "open-case", Calls.open(caseId), key),
                Calls.settled(at, "open-case", Calls.open(caseId).replace("\"5\"", "\"6\""), key),
                Calls.settled(at, "open-case", Calls.open(caseId), Map.of()),
                Calls.settled(at, "move-case", "{\"caseId\":\"%s\",\"stage\":\"moon\"}".formatted(caseId), Map.of()),
                Calls.settled(at, "move-case", "{\"caseId\":\"%s\",\"stage\":7}".formatted(caseId), Map.of()),
                Calls.settled(at, "add-comment", Calls.comment(caseId, 1), Map.of("If-Match", "\"7\"")),
                Calls.settled(at, "add-comment", Calls.comment(caseId, 1), Map.of("If-Match", "\"1\"")),
                Calls.settled(
                        at, "update-case", "{\"caseId\":\"%s\",\"data\":{\"colour\":1}}".formatted(caseId), Map.of()),
                Calls.settled(at, "close-case", "{\"caseId\":\"%s\"}".formatted(caseId), Map.of()),
                Calls.settled(at, "close-case", "{\"caseId\":\"nobody-%s\"}".formatted(caseId), Map.of()));
        return answers.stream().map(answer -> seen(answer, caseId)).toList();
    }

    @Test
    @Order(1)
    void every_instance_gives_the_same_answer_wherever_the_case_lives() throws Exception {
        List<List<String>> lives = new ArrayList<>();
        for (Instance at : INSTANCES) {
            for (int root = 0; root < ROOTS; root++) {
                lives.add(life(at, "c-" + UUID.randomUUID().toString().substring(0, 8) + "-" + root));
            }
        }

        assertThat(lives).allSatisfy(life -> assertThat(life).isEqualTo(lives.getFirst()));
        assertThat(lives.getFirst().stream().map(answer -> answer.substring(0, 3)))
                .containsExactly("201", "201", "422", "409", "422", "400", "412", "200", "400", "200", "404");
        assertThat(lives.getFirst().get(1)).contains("docket-replayed=[true]", "docket-position=[POSITION]");
        assertThat(lives.getFirst().get(6)).contains("application/problem+json", "etag=[\"1\"]");
    }

    @Test
    @Order(2)
    void many_commands_at_one_instance_are_answered_in_order_wherever_their_cases_live() throws Exception {
        String run = UUID.randomUUID().toString().substring(0, 8);
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, ROOTS).forEach(i -> lines.append(line("open-case", Calls.open(run + "-" + i))));
        lines.append("garbage\n");
        IntStream.range(0, 300)
                .forEach(i -> lines.append(line("add-comment", Calls.comment(run + "-" + i % ROOTS, i))));

        HttpResponse<String> answer =
                Calls.send(INSTANCES.get(1), "/api/commands", "application/x-ndjson", lines.toString(), Map.of());

        List<JsonNode> outcomes = answer.body().lines().map(Scenario::json).toList();
        assertThat(outcomes).hasSize(ROOTS + 1 + 300);
        assertThat(outcomes.subList(0, ROOTS))
                .allSatisfy(
                        outcome -> assertThat(outcome.get("status").intValue()).isEqualTo(201));
        assertThat(outcomes.get(ROOTS).get("status").intValue()).isEqualTo(400);
        for (int i = 0; i < 300; i++) {
            JsonNode outcome = outcomes.get(ROOTS + 1 + i);
            assertThat(outcome.get("id").textValue()).isEqualTo(run + "-" + i % ROOTS);
            assertThat(outcome.get("version").intValue()).isEqualTo(2 + i / ROOTS);
        }
    }

    private static String line(String type, String data) {
        return "{\"type\":\"" + type + "\",\"data\":" + data + "}\n";
    }

    /** The outcome of a key lives with its root: who owns both of two roots knows the key of either (ADR 7). */
    @Test
    @Order(3)
    void a_key_that_comes_again_for_another_case_is_refused_where_one_instance_owns_both_and_nowhere_else() {
        String key = "key-" + UUID.randomUUID();
        Map<String, HttpResponse<String>> answers = new TreeMap<>();
        for (int i = 0; i < ROOTS_OF_ONE_KEY; i++) {
            String caseId = "k-" + UUID.randomUUID();
            Instance at = INSTANCES.get(i % INSTANCES.size());
            answers.put(caseId, Calls.settled(at, "open-case", Calls.open(caseId), Map.of("Idempotency-Key", key)));
        }

        Map<String, HttpResponse<String>> taken = new TreeMap<>(answers);
        taken.values().removeIf(answer -> answer.statusCode() != 201);
        answers.keySet().removeAll(taken.keySet());
        assertThat(taken).hasSameSizeAs(INSTANCES);
        assertThat(answers.values()).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("/idempotency-key-reuse\"");
        });
        taken.forEach((caseId, first) -> {
            HttpResponse<String> again = Calls.settled(
                    INSTANCES.getFirst(), "open-case", Calls.open(caseId), Map.of("Idempotency-Key", key));
            assertThat(again.headers().firstValue("Docket-Replayed")).contains("true");
            assertThat(again.headers().firstValue("Docket-Position"))
                    .isEqualTo(first.headers().firstValue("Docket-Position"));
        });
    }

    @Test
    @Order(4)
    void a_receipt_is_known_to_every_instance() throws Exception {
        String caseId = "r-" + UUID.randomUUID();
        String receipt = Calls.post(
                        INSTANCES.getFirst(), "open-case", Calls.open(caseId), Map.of("Prefer", "respond-async"))
                .headers()
                .firstValue("Location")
                .orElseThrow();

        for (Instance at : INSTANCES) {
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(Calls.get(at, receipt)).contains("\"status\":201", caseId));
        }
    }

    @Test
    @Order(5)
    void an_instance_trusts_no_other_one_and_forwards_nothing_again() {
        SubmitRequest request = SubmitRequest.newBuilder()
                .setType("open-case")
                .setPayload(com.google.protobuf.ByteString.copyFromUtf8(Calls.open("peer-" + UUID.randomUUID())))
                .setKey(UUID.randomUUID().toString())
                .build();

        assertThat(INSTANCES.stream().map(at -> rejection(at, request, Tokens.altered("demo"))))
                .containsOnly(Status.Code.UNAUTHENTICATED);
        assertThat(INSTANCES.stream().map(at -> rejection(at, request, null)))
                .containsOnly(Status.Code.UNAUTHENTICATED);
        List<SubmitReply> replies = INSTANCES.stream()
                .map(at -> call(at, request, Tokens.of("demo")))
                .toList();
        assertThat(replies.stream().filter(SubmitReply::hasAnswer)).hasSize(1);
        assertThat(replies.stream()
                        .filter(SubmitReply::hasNotHere)
                        .map(reply -> reply.getNotHere().getOwner()))
                .hasSize(2)
                .allMatch(owner -> INSTANCES.stream().map(Instance::peerAddress).anyMatch(owner::equals));
    }

    @Test
    @Order(6)
    void every_one_of_many_calls_at_once_is_answered() throws Exception {
        Instance at = INSTANCES.getFirst();
        ManagedChannel channel = ManagedChannelBuilder.forAddress("127.0.0.1", at.peerPort())
                .usePlaintext()
                .build();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            PeerGrpc.PeerBlockingStub peer =
                    PeerGrpc.newBlockingStub(channel).withInterceptors(new WithToken(Tokens.of("demo")));
            ReceiptRequest request =
                    ReceiptRequest.newBuilder().setReceipt("nobody's").build();
            List<Future<Status.Code>> answers = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                answers.add(callers.submit(() -> {
                    try {
                        peer.withDeadlineAfter(20, TimeUnit.SECONDS).receipt(request);
                        return Status.Code.OK;
                    } catch (StatusRuntimeException e) {
                        return e.getStatus().getCode();
                    }
                }));
            }
            for (Future<Status.Code> answer : answers) {
                assertThat(answer.get()).isEqualTo(Status.Code.OK);
            }
        } finally {
            channel.shutdownNow();
        }
    }

    private static Status.Code rejection(Instance at, SubmitRequest request, String token) {
        try {
            call(at, request, token);
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    private static SubmitReply call(Instance at, SubmitRequest request, String token) {
        ManagedChannel channel = ManagedChannelBuilder.forAddress("127.0.0.1", at.peerPort())
                .usePlaintext()
                .build();
        try {
            return PeerGrpc.newBlockingStub(channel)
                    .withInterceptors(new WithToken(token))
                    .submit(request);
        } finally {
            channel.shutdownNow();
        }
    }

    private record WithToken(String token) implements ClientInterceptor {
        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                @Override
                public void start(Listener<A> listener, Metadata headers) {
                    if (token != null) {
                        headers.put(
                                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
                    }
                    super.start(listener, headers);
                }
            };
        }
    }

    @Test
    @Order(7)
    void a_killed_instance_loses_and_doubles_nothing_and_the_others_take_over() throws Exception {
        List<String> cases =
                IntStream.range(0, ROOTS).mapToObj(i -> GROUP + "-" + i).toList();
        for (String caseId : cases) {
            assertThat(Calls.post(INSTANCES.getFirst(), "open-case", Calls.open(caseId), Map.of())
                            .statusCode())
                    .isEqualTo(201);
        }
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        AtomicBoolean goOn = new AtomicBoolean(true);
        AtomicInteger retries = new AtomicInteger();
        List<Thread> writers = cases.stream()
                .map(caseId -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; goOn.get(); i++) {
                        String key = caseId + "#" + i;
                        acknowledged.put(key, untilTaken(caseId, i, key, retries));
                    }
                }))
                .toList();
        await().atMost(PATIENCE).until(() -> acknowledged.size() > 200);

        List<Integer> orphaned = INSTANCES.get(1).serving();
        INSTANCES.get(1).kill();
        long killed = System.nanoTime();
        INSTANCES.get(0).awaitServing(3);
        INSTANCES.get(2).awaitServing(3);
        Duration silence = Duration.ofNanos(System.nanoTime() - killed);
        int before = acknowledged.size();
        await().atMost(PATIENCE).until(() -> acknowledged.size() > before + 200);
        goOn.set(false);
        for (Thread writer : writers) {
            assertThat(writer.join(Duration.ofMinutes(1))).isTrue();
        }

        System.out.println("event=taken-over partitions=" + orphaned + " millis=" + silence.toMillis() + " commands="
                + acknowledged.size() + " retries=" + retries);
        assertThat(orphaned).hasSize(2);
        assertThat(silence).isLessThan(LONGEST_SILENCE);
        List<String> inLog = EventLog.commandsOf(GROUP + ".events", "docket.case.comment-added.v1");
        assertThat(inLog).doesNotHaveDuplicates();
        List<String> taken = acknowledged.keySet().stream()
                .map(key -> CommandIds.of("acme", key))
                .toList();
        assertThat(inLog).containsAll(taken);
        for (String key : acknowledged.keySet().stream().limit(100).toList()) {
            String caseId = key.substring(0, key.indexOf('#'));
            int number = Integer.parseInt(key.substring(key.indexOf('#') + 1));
            HttpResponse<String> again = Calls.post(
                    INSTANCES.get(number % 2 * 2),
                    "add-comment",
                    Calls.comment(caseId, number),
                    Map.of("Idempotency-Key", key));
            assertThat(again.headers().firstValue("Docket-Replayed")).contains("true");
            assertThat(again.headers().firstValue("Docket-Position").orElseThrow())
                    .isEqualTo(acknowledged.get(key));
        }
    }

    /** Sends the command to one living instance after the other, always with the same key; the position in the log. */
    private static String untilTaken(String caseId, int number, String key, AtomicInteger retries) {
        for (int attempt = 0; attempt < 3_000; attempt++) {
            Instance at = INSTANCES.get((number + attempt) % INSTANCES.size());
            try {
                HttpResponse<String> answer = at.isAlive()
                        ? Calls.post(at, "add-comment", Calls.comment(caseId, number), Map.of("Idempotency-Key", key))
                        : null;
                if (answer != null && answer.statusCode() == 200) {
                    return answer.headers().firstValue("Docket-Position").orElseThrow();
                }
                if (answer != null && answer.statusCode() != 503) {
                    throw new AssertionError(key + " was answered " + answer.statusCode() + " " + answer.body());
                }
                retries.incrementAndGet();
                Thread.sleep(20);
            } catch (IOException e) {
                retries.incrementAndGet();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("nobody took " + key);
    }
}
