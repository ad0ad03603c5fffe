package io.docket.system.workflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A REST service that enters reviews into a register, once for each {@code Idempotency-Key}. It takes its time, so that calls
 * are under way when their caller dies, and some entries are made without the answer getting through.
 */
final class ReviewRegister implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    private static final Duration WORK = Duration.ofMillis(100);
    private static final int CALLS_TO_A_LOST_ANSWER = 5;

    private final HttpServer server;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    ReviewRegister() throws IOException {
        server = HttpServer.create(new InetSocketAddress(HOST, 0), 0);
        server.setExecutor(Thread::startVirtualThread);
        server.createContext("/reviews", this::serve);
        server.start();
    }

    /** Where reviews are sent: {@code POST {"case": "…"}}, answered with {@code {"entry": "…"}}. */
    String url() {
        return "http://" + HOST + ":" + server.getAddress().getPort() + "/reviews";
    }

    /** What is in the register, by idempotency key. */
    Map<String, Entry> entries() {
        return Map.copyOf(entries);
    }

    /** Everything that was asked for, also again. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** True while a call is under way. */
    boolean isBusy() {
        return underWay.get() > 0;
    }

    private void serve(HttpExchange exchange) throws IOException {
        underWay.incrementAndGet();
        try (exchange) {
            enter(exchange);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void enter(HttpExchange exchange) throws IOException {
        String key = String.join(",", exchange.getRequestHeaders().getOrDefault("Idempotency-Key", List.of()));
        String caseId =
                Json.tree(exchange.getRequestBody().readAllBytes()).path("case").asText();
        int number = numbers.incrementAndGet();
        Entry made = new Entry(caseId, "entry-" + number);
        Entry known = entries.putIfAbsent(key, made);
        calls.add(new Call(key, caseId));
        LockSupport.parkNanos(WORK.toNanos());
        boolean lost = known == null && number % CALLS_TO_A_LOST_ANSWER == 0;
        if (!lost) {
            answer(exchange, known == null ? made : known);
        }
    }

    private static void answer(HttpExchange exchange, Entry entry) throws IOException {
        byte[] body = Json.bytes(Map.of("entry", entry.number()));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /**
     * A review in the register.
     *
     * @param number no other entry has it
     */
    record Entry(String caseId, String number) {}

    /**
     * A request to enter a review.
     *
     * @param key its idempotency keys, as they came
     */
    record Call(String key, String caseId) {}
}
