package io.docket.command.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.payload.SizeLimits;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Commands;
import io.docket.command.submit.Submission;
import io.docket.command.support.Scenario;
import io.docket.command.support.Service;
import io.docket.contracts.command.CommandResult;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BulkHttpTest {
    private static final int IN_FLIGHT = 64;

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RecordingCommands commands = new RecordingCommands();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        BulkHandler handler = new BulkHandler(
                commands,
                "define-case-type"::equals,
                new SizeLimits(100_000, Map.of()),
                new BulkLimits(IN_FLIGHT, 1 << 20, Duration.ofSeconds(5)),
                2,
                threads);
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    request.pause();
                    if (!handler.serve(request, BulkMediaType.NDJSON, true, Service.DEMO, null)) {
                        request.response().setStatusCode(429).end();
                        request.resume();
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void stop() throws Exception {
        commands.gate.release(1_000_000);
        vertx.close().toCompletionStage().toCompletableFuture().get();
        threads.close();
    }

    private List<JsonNode> post(String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/"))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.headers().firstValue("content-type")).contains("application/x-ndjson");
            return response.body().lines().map(Scenario::json).toList();
        }
    }

    private static String line(String type, String caseId, int number) {
        return "{\"type\":\"" + type + "\",\"idempotencyKey\":\"" + caseId + "#" + number + "\",\"data\":{\"caseId\":\""
                + caseId + "\"}}\n";
    }

    @Test
    void outcomes_come_in_the_order_of_the_request_and_commands_of_a_case_are_not_reordered() throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            body.append(line("add-comment", "K" + i % 20, i));
        }

        List<JsonNode> outcomes = post(body.toString());

        assertThat(outcomes).hasSize(2_000);
        for (int i = 0; i < 2_000; i++) {
            assertThat(outcomes.get(i).get("id").textValue()).isEqualTo("K" + i % 20 + "#" + i);
        }
        commands.ofCase.forEach(
                (caseId, numbers) -> assertThat(List.copyOf(numbers)).isSorted());
        assertThat(commands.most.get()).isBetween(2, IN_FLIGHT);
        assertThat(commands.mostOfOneCase.get()).isEqualTo(1);
    }

    @Test
    void a_bad_line_does_not_stop_the_others() throws Exception {
        List<JsonNode> outcomes = post(line("add-comment", "K", 1)
                + "garbage\n"
                + "{\"type\":\"add-comment\",\"data\":{\"body\":\"" + "x".repeat(200_000) + "\"}}\n"
                + line("add-comment", "K", 2));

        assertThat(outcomes)
                .extracting(outcome -> outcome.get("status").intValue())
                .containsExactly(200, 400, 413, 200);
    }

    @Test
    void a_definition_overtakes_nothing_and_is_not_overtaken() throws Exception {
        commands.delayMillis = 20;

        post(line("add-comment", "A", 1) + line("define-case-type", "B", 2) + line("add-comment", "C", 3));

        assertThat(commands.finished).containsExactly("A#1", "B#2", "C#3");
    }

    @Test
    void a_command_that_fails_or_cannot_be_taken_yet_holds_up_nobody_else() throws Exception {
        List<JsonNode> outcomes =
                post(line("throws", "A", 1) + line("unavailable-once", "B", 2) + line("add-comment", "C", 3));

        assertThat(outcomes)
                .extracting(outcome -> outcome.get("status").intValue())
                .containsExactly(500, 200, 200);
    }

    @Test
    void the_answer_streams_while_the_request_is_still_open() throws Exception {
        try (Socket socket = connect();
                BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            send(socket, line("add-comment", "K", 1));

            assertThat(answer.lines().filter(text -> text.startsWith("{")).findFirst())
                    .get()
                    .asString()
                    .contains("K#1");
        }
    }

    @Test
    void no_more_is_read_than_the_window_holds() throws Exception {
        commands.gate.drainPermits();
        try (Socket socket = connect()) {
            AtomicInteger sent = new AtomicInteger();
            threads.execute(() -> {
                try {
                    String payload = "{\"type\":\"add-comment\",\"data\":{\"body\":\"" + "x".repeat(50_000) + "\"}}\n";
                    for (int i = 0; i < 2_000; i++) {
                        send(socket, payload);
                        sent.incrementAndGet();
                    }
                } catch (IOException _) {
                    // the test closed the connection
                }
            });

            await().pollDelay(Duration.ofMillis(700)).until(() -> commands.running.get() > 0);

            assertThat(commands.running.get()).isLessThanOrEqualTo((1 << 20) / 50_000);
            assertThat(sent.get()).isLessThan(1_000);
        }
    }

    @Test
    void a_client_that_goes_away_frees_its_place() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (Socket socket = connect()) {
                send(socket, line("add-comment", "K", i));
            }
        }

        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> post(line("add-comment", "K", 9)).size() == 1);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.actualPort());
        socket.getOutputStream()
                .write("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        byte[] bytes = text.getBytes(UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(UTF_8));
        out.flush();
    }

    /** Answers every command with its key as the id, and records what happened when. */
    private static final class RecordingCommands implements Commands {
        final Map<String, Queue<Integer>> ofCase = new ConcurrentHashMap<>();
        final Queue<String> finished = new ConcurrentLinkedQueue<>();
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final AtomicInteger mostOfOneCase = new AtomicInteger();
        final Semaphore gate = new Semaphore(1_000_000);
        private final Map<String, AtomicInteger> runningOfCase = new ConcurrentHashMap<>();
        private final Map<String, Boolean> refusedOnce = new ConcurrentHashMap<>();
        volatile int delayMillis = 1;

        @Override
        public Answer submit(Submission submission) {
            String caseId = submission.payload().path("caseId").asText();
            String key = submission.key() == null ? caseId : submission.key();
            AtomicInteger here = runningOfCase.computeIfAbsent(caseId, id -> new AtomicInteger());
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            mostOfOneCase.accumulateAndGet(here.incrementAndGet(), Math::max);
            try {
                gate.acquire();
                Thread.sleep(delayMillis);
                return answer(submission, caseId, key);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                here.decrementAndGet();
                running.decrementAndGet();
            }
        }

        private Answer answer(Submission submission, String caseId, String key) {
            if (submission.type().equals("throws")) {
                throw new IllegalStateException("as asked");
            }
            if (submission.type().equals("unavailable-once") && refusedOnce.put(key, true) == null) {
                return new Answer.Refused(io.docket.command.decision.Refusal.unavailable("unavailable", "moving"));
            }
            if (key.contains("#")) {
                ofCase.computeIfAbsent(caseId, id -> new ConcurrentLinkedQueue<>())
                        .add(Integer.valueOf(key.substring(key.indexOf('#') + 1)));
            }
            finished.add(key);
            return new Answer.Accepted(200, new CommandResult("c", "case", key, 1, null, new ArrayList<>()), false);
        }
    }
}
