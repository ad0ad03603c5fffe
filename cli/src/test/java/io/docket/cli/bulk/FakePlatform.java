package io.docket.cli.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.docket.contracts.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * The bulk endpoint and the token endpoint of the platform as far as a client sees them: outcomes are remembered by key,
 * answers are streamed line by line. Faults are given per request and per command.
 */
public final class FakePlatform implements AutoCloseable {
    /** The fault that cuts the connection instead of answering. */
    public static final int CUT = -1;

    /** The fault that never answers. */
    public static final int STALL = -2;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, JsonNode> executed = new LinkedHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger grants = new AtomicInteger();
    private volatile BiFunction<Integer, JsonNode, Integer> commandFault = (request, command) -> 0;
    private final AtomicInteger refusedLogins = new AtomicInteger();
    private volatile BiFunction<Integer, String, Integer> requestFault = (request, token) -> 0;

    public FakePlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/commands", this::commands);
        server.createContext("/realms/docket/protocol/openid-connect/token", this::token);
        server.start();
    }

    /** The origin of the platform. */
    public URI gateway() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The environment that leads a client here. */
    public Map<String, String> environment() {
        return Map.of("DOCKET_GATEWAY_URL", gateway().toString(), "DOCKET_OIDC_ISSUER", gateway() + "/realms/docket");
    }

    /** Executed commands by key, in the order of execution. */
    public synchronized Map<String, JsonNode> executed() {
        return new LinkedHashMap<>(executed);
    }

    /** Number of bulk requests so far. */
    public int requests() {
        return requests.get();
    }

    /** Refuses the next logins, whatever the password, as while another one of the same user is under way. */
    public void refuseLogins(int count) {
        refusedLogins.set(count);
    }

    /** Number of tokens handed out so far. */
    public int grants() {
        return grants.get();
    }

    /** A status, {@link #CUT} or {@link #STALL} by number of the request and command; 0 to execute it. */
    public void onCommand(BiFunction<Integer, JsonNode, Integer> fault) {
        commandFault = fault;
    }

    /** A status for the whole request by its number and token; 0 to go on. */
    public void onRequest(BiFunction<Integer, String, Integer> fault) {
        requestFault = fault;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        boolean right = refusedLogins.getAndUpdate(left -> Math.max(0, left - 1)) == 0
                && form.contains("username=demo")
                && form.contains("password=secret%26word");
        String token = "token-" + grants.incrementAndGet();
        answer(
                exchange,
                right ? 200 : 401,
                right
                        ? "{\"access_token\":\"" + token + "\",\"expires_in\":900}"
                        : "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid user credentials\"}");
    }

    private void commands(HttpExchange exchange) throws IOException {
        int request = requests.incrementAndGet();
        String token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        int fault = requestFault.apply(request, token);
        if (fault != 0) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Retry-After", "0");
            answer(exchange, fault, "{\"title\":\"No\",\"detail\":\"not now\"}");
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        Set<String> held = new HashSet<>();
        try (OutputStream out = exchange.getResponseBody();
                BufferedReader lines = new BufferedReader(new InputStreamReader(exchange.getRequestBody(), UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                String outcome = outcome(request, Json.tree(line.getBytes(UTF_8)), held);
                out.write((outcome + "\n").getBytes(UTF_8));
                out.flush();
            }
        }
    }

    private String outcome(int request, JsonNode command, Set<String> held) throws IOException {
        int fault = commandFault.apply(request, command);
        if (fault == CUT) {
            throw new IOException("cut");
        }
        if (fault == STALL) {
            pause();
        }
        String root = rootOf(command);
        if (fault == 0 && held.contains(root)) {
            fault = 503;
        }
        if (fault >= 400) {
            held.add(root);
            return "{\"status\":" + fault + ",\"title\":\"Trouble\",\"detail\":\"with "
                    + command.path("type").asText() + "\",\"retryAfter\":0}";
        }
        synchronized (this) {
            boolean replayed =
                    executed.putIfAbsent(command.path("idempotencyKey").asText(), command) != null;
            return "{\"status\":" + (command.path("type").asText().startsWith("open") ? 201 : 200) + ",\"version\":1"
                    + (replayed ? ",\"replayed\":true" : "") + "}";
        }
    }

    private static String rootOf(JsonNode command) {
        JsonNode data = command.path("data");
        String id = data.path("caseId").asText(data.path("taskId").asText());
        return id.replaceFirst("~.*", "");
    }

    private static void pause() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
