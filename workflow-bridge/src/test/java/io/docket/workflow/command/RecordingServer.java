package io.docket.workflow.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A token issuer and a command service in one, which keep what they are asked and answer as planned. */
public final class RecordingServer implements AutoCloseable {
    private final HttpServer server;
    private final Deque<Integer> planned = new ConcurrentLinkedDeque<>();
    private final List<Request> commands = new CopyOnWriteArrayList<>();
    private volatile String answer = "{}";
    private volatile Function<Request, @Nullable Integer> decision = request -> planned.poll();
    private final AtomicInteger bulks = new AtomicInteger();
    private final Queue<String> queries = new ConcurrentLinkedQueue<>();
    private final List<String> tokenForms = new CopyOnWriteArrayList<>();

    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    public RecordingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/realm/.well-known/openid-configuration", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, 200, "{\"token_endpoint\":\"" + url() + "/token\"}");
        });
        server.createContext("/token", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            tokenForms.add(form);
            Refusal refusal = refusals.get(form.replaceAll(".*client_id=([^&]*).*", "$1"));
            if (refusal != null) {
                answer(exchange, refusal.status(), refusal.body());
                return;
            }
            answer(exchange, 200, "{\"access_token\":\"token-" + tokenForms.size() + "\",\"expires_in\":60}");
        });
        server.createContext("/api/commands/", this::command);
        server.createContext("/api/commands", this::commands);
        server.setExecutor(Thread::startVirtualThread);
        server.start();
    }

    /** Address of the command service. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Address of the issuer. */
    public URI issuer() {
        return url().resolve("/realm");
    }

    /** The next commands are answered with these statuses, those after them with 200. */
    public void plan(Integer... statuses) {
        planned.addAll(List.of(statuses));
    }

    /** The status of a command is decided so, instead of planned; it may take its time. */
    public void decide(Function<Request, @Nullable Integer> status) {
        decision = status;
    }

    /** Commands are answered with this body. */
    public void answer(String body) {
        answer = body;
    }

    /** The client gets this answer and no token. */
    public void refuse(String client, int status, String body) {
        refusals.put(client, new Refusal(status, body));
    }

    /** The client gets tokens again. */
    public void welcome(String client) {
        refusals.remove(client);
    }

    /** Commands, in order. */
    public List<Request> commands() {
        return commands;
    }

    /** Queries of the requests with many commands so far. */
    public List<String> queries() {
        return List.copyOf(queries);
    }

    /** Requests with many commands so far. */
    public int bulks() {
        return bulks.get();
    }

    /** Bodies of the requests for tokens, in order. */
    public List<String> tokenForms() {
        return tokenForms;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void command(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Request request = new Request(
                path.substring(path.lastIndexOf('/') + 1),
                String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        commands.add(request);
        Integer status = decision.apply(request);
        answer(exchange, status == null ? 200 : status, answer);
    }

    private void commands(HttpExchange exchange) throws IOException {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        StringBuilder answers = new StringBuilder();
        for (String line : new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("\n")) {
            JsonNode command = Json.tree(line.getBytes(UTF_8));
            Request request = new Request(
                    command.path("type").asText(),
                    command.path("idempotencyKey").asText(),
                    authorization,
                    command.path("data").toString());
            commands.add(request);
            Integer status = decision.apply(request);
            answers.append("{\"status\":").append(status == null ? 200 : status);
            answers.append(answer.equals("{}") ? "}" : "," + answer.substring(1))
                    .append('\n');
        }
        bulks.incrementAndGet();
        queries.add(Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""));
        answer(exchange, 200, answers.toString());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private record Refusal(int status, String body) {}

    /** A command as it arrived. */
    public record Request(String type, String idempotencyKey, String authorization, String body) {}
}
