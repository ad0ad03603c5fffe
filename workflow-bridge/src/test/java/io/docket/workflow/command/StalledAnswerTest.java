package io.docket.workflow.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.docket.contracts.json.Json;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.simulation.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StalledAnswerTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final ServiceTokens tokens;

    StalledAnswerTest() throws IOException {
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.createContext(
                "/realm/.well-known/openid-configuration",
                exchange -> answer(exchange, "{\"token_endpoint\":\"" + url + "/token\"}"));
        server.createContext("/token", exchange -> answer(exchange, "{\"access_token\":\"t\",\"expires_in\":60}"));
        server.createContext("/api", this::stall);
        server.setExecutor(Thread::startVirtualThread);
        server.start();
        tokens = new ServiceTokens(http, url.resolve("/realm"), "docket-bridge-", "secret", new VirtualTime());
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
        http.shutdownNow();
    }

    @Test
    void an_answer_that_begins_and_never_ends_is_none() {
        BridgeCommand command =
                new BridgeCommand("acme", "create-task", "k", Json.mapper().createObjectNode());

        assertTimeoutPreemptively(PATIENCE, () -> {
            assertThat(new BulkCommands(http, url, tokens, TIMEOUT).callAll(List.of(command)))
                    .allSatisfy(answer -> assertThat(answer.fault()).isInstanceOf(Unavailable.class));
            assertThatThrownBy(() -> new HttpCommands(http, url, tokens, TIMEOUT).send(command))
                    .isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> new TenantCalls(http, tokens, TIMEOUT).get("acme", url.resolve("/api/cases")))
                    .isInstanceOf(Unavailable.class);
        });
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }

    private void stall(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("{\"status\":".getBytes(UTF_8));
        exchange.getResponseBody().flush();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }
}
