package io.docket.workflow.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.docket.workflow.simulation.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A service that keeps what it is asked and answers as planned, else with 404; and an issuer of tokens for it. */
public final class RecordingService implements AutoCloseable {
    private final RecordingServer issuer = new RecordingServer();
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, byte[]> bodies = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();

    public RecordingService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Address of the service. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The client of whoever calls it. */
    public HttpClient http() {
        return http;
    }

    /** Tokens that it takes. */
    public ServiceTokens tokens() {
        return new ServiceTokens(http, issuer.issuer(), "docket-bridge-", "secret", new VirtualTime());
    }

    /** Requests of this method and path are answered so from now on. */
    public void plan(String methodAndPath, int status, String body) {
        answers.put(methodAndPath, new Answer(status, body));
    }

    /** What it was asked, in order: method, path with query, authorization, content type and body. */
    public List<String> requests() {
        return requests;
    }

    /** What the header said in the requests that had it, in order. */
    public List<String> header(String name) {
        return headers.stream()
                .flatMap(sent -> Stream.ofNullable(sent.getFirst(name)))
                .toList();
    }

    /** The body of the last request of this method and path. */
    public byte[] body(String methodAndPath) {
        return Objects.requireNonNull(bodies.get(methodAndPath));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        byte[] brought = exchange.getRequestBody().readAllBytes();
        bodies.put(request, brought);
        headers.add(exchange.getRequestHeaders());
        requests.add(request + " " + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + new String(brought, UTF_8));
        Answer answer = answers.getOrDefault(request, new Answer(404, ""));
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        issuer.close();
        http.close();
    }

    private record Answer(int status, String body) {}
}
