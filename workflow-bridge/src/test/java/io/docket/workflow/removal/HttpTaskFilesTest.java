package io.docket.workflow.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.docket.workflow.command.RecordingServer;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.simulation.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTaskFilesTest {
    private final List<String> received = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final RecordingServer issuer = new RecordingServer();
    private int status = 200;
    private HttpServer server;
    private TaskFiles files;

    HttpTaskFilesTest() throws IOException {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/files", exchange -> {
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        files = new HttpTaskFiles(
                http,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                new ServiceTokens(http, issuer.issuer(), "docket-bridge-", "secret", new VirtualTime()),
                Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        issuer.close();
        http.close();
    }

    @Test
    void files_of_the_task_are_removed_in_the_name_of_the_tenant() {
        files.removeOf("acme", "c~ut-7");

        assertThat(received).containsExactly("DELETE /api/files?subject=task%2Fc%7Eut-7 Bearer token-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 500, 503})
    void files_that_may_still_be_there_are_tried_again(int answer) {
        status = answer;

        assertThatThrownBy(() -> files.removeOf("acme", "c~ut-7")).isInstanceOf(Unavailable.class);
    }
}
