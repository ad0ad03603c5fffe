package io.docket.files.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A command service that remembers every command and answers as told; accepts where nothing is told. */
public final class RecordingCommandService implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    public RecordingCommandService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A command as it came in. */
    public record Received(String path, Map<String, List<String>> headers, JsonNode payload) {
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** An answer to give; status 0 hangs up instead. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public static Answer problem(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/problem+json"), body);
        }

        public static Answer hangUp() {
            return new Answer(0, Map.of(), "");
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void next(Answer answer) {
        answers.add(answer);
    }

    public List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        received.add(new Received(
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders(),
                Json.tree(exchange.getRequestBody().readAllBytes())));
        Answer next = answers.poll();
        Answer answer = next != null
                ? next
                : new Answer(
                        200,
                        Map.of("Content-Type", "application/json", "Docket-Position", "4-" + received.size()),
                        "{}");
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
