package io.docket.notification.novu;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks Novu's {@code POST /v1/events/trigger} and records what it is told: checks the key and the shape of
 * the request as Novu does, answers as Novu does, and fails on demand. {@code GET /recorded} lists the triggers, so that it
 * also serves as a process of its own.
 */
public final class NovuRecorder implements AutoCloseable {
    /** Most triggers that are kept. */
    static final int MAX_RECORDED = 100_000;

    private static final int MAX_BODY_BYTES = 1 << 20;

    private final HttpServer server;
    private final String secretKey;
    private final List<Trigger> triggers = new CopyOnWriteArrayList<>();
    private final Set<String> transactions = new HashSet<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int failureStatus = 500;
    private volatile @Nullable String retryAfter;

    /**
     * One accepted trigger.
     *
     * @param workflow {@code name} in the request
     * @param subscriber whom it is for
     * @param transactionId identifies it across attempts
     * @param payload what the templates may show
     * @param idempotencyKey the header of that name
     */
    public record Trigger(
            String workflow,
            String subscriber,
            String transactionId,
            JsonNode payload,
            @Nullable String idempotencyKey) {}

    /** Starts a recorder on the loopback interface; port 0 picks a free one. */
    public NovuRecorder(int port, String secretKey) {
        this.secretKey = secretKey;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/events/trigger", this::trigger);
        server.createContext(
                "/recorded", exchange -> answer(exchange, 200, Json.mapper().valueToTree(triggers)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Runs a recorder until it is killed: {@code <port> <secret key>}. */
    public static void main(String[] args) throws InterruptedException {
        try (NovuRecorder recorder = new NovuRecorder(Integer.parseInt(args[0]), args[1])) {
            System.out.println("recording at " + recorder.url());
            Thread.currentThread().join();
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The accepted triggers, repetitions not counted, in order of arrival. */
    public List<Trigger> triggers() {
        return List.copyOf(triggers);
    }

    /** Answers the next calls with the status, and with {@code Retry-After} where it is given. */
    public void fail(int calls, int status, @Nullable String retryAfterSeconds) {
        failureStatus = status;
        retryAfter = retryAfterSeconds;
        failures.set(calls);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void trigger(HttpExchange exchange) throws IOException {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            fail(exchange);
        } else if (!("ApiKey " + secretKey).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, error(401, "API Key not found"));
        } else if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 404, error(404, "Cannot " + exchange.getRequestMethod() + " /v1/events/trigger"));
        } else {
            accept(exchange, Json.tree(exchange.getRequestBody().readNBytes(MAX_BODY_BYTES)));
        }
    }

    private void accept(HttpExchange exchange, JsonNode request) throws IOException {
        List<String> faults = faults(request);
        if (!faults.isEmpty()) {
            ObjectNode body = error(400, "Validation Error");
            body.set("message", Json.mapper().valueToTree(faults));
            answer(exchange, 400, body);
            return;
        }
        JsonNode to = request.path("to");
        String transaction = request.path("transactionId").asText();
        record(new Trigger(
                request.path("name").asText(),
                to.isTextual() ? to.asText() : to.path("subscriberId").asText(),
                transaction,
                request.path("payload"),
                exchange.getRequestHeaders().getFirst("Idempotency-Key")));
        ObjectNode body = Json.mapper().createObjectNode();
        body.putObject("data")
                .put("acknowledged", true)
                .put("status", "processed")
                .put("transactionId", transaction);
        answer(exchange, 201, body);
    }

    private synchronized void record(Trigger trigger) {
        if (triggers.size() < MAX_RECORDED && transactions.add(trigger.transactionId())) {
            triggers.add(trigger);
        }
    }

    private static List<String> faults(JsonNode request) {
        List<String> faults = new ArrayList<>();
        if (!request.path("name").isTextual() || request.path("name").asText().isBlank()) {
            faults.add("name should not be empty");
        }
        JsonNode to = request.path("to");
        if (to.isObject() ? !to.path("subscriberId").isTextual() : !to.isTextual()) {
            faults.add("to should be a subscriber");
        }
        if (!request.path("payload").isObject()) {
            faults.add("payload must be an object");
        }
        if (!request.path("transactionId").isTextual()) {
            faults.add("transactionId must be a string");
        }
        return faults;
    }

    private void fail(HttpExchange exchange) throws IOException {
        String wait = retryAfter;
        if (wait != null) {
            exchange.getResponseHeaders().set("Retry-After", wait);
        }
        answer(
                exchange,
                failureStatus,
                error(failureStatus, failureStatus == 429 ? "API rate limit exceeded" : "Error"));
    }

    private static ObjectNode error(int status, String message) {
        return Json.mapper().createObjectNode().put("statusCode", status).put("message", message);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
