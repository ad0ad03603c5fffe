package io.docket.workflow.removal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.docket.workflow.command.RecordingServer;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.command.TenantCalls;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTaskFilesTest {
    private final List<String> received = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final RecordingServer issuer = new RecordingServer();
    private int status = 200;
    private HttpServer server;
    private String body = "{}";
    private HttpTaskFiles files;
    private HttpTaskEnds ends;

    HttpTaskFilesTest() throws IOException {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/", exchange -> {
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        TenantCalls calls = new TenantCalls(
                http,
                new ServiceTokens(http, issuer.issuer(), "docket-bridge-", "secret", new VirtualTime()),
                Duration.ofSeconds(5));
        files = new HttpTaskFiles(calls, url);
        ends = new HttpTaskEnds(calls, url);
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

    @Test
    void tasks_with_files_are_asked_for_page_by_page() {
        body = "{\"items\":[\"c~ut-7\",\"c~ut-8\"]}";

        assertThat(files.after("acme", "c~ut-6")).containsExactly("c~ut-7", "c~ut-8");
        assertThat(received).containsExactly("GET /api/files/tasks?after=c%7Eut-6 Bearer token-1");
    }

    @ParameterizedTest
    @CsvSource({"completed,true", "terminated,true", "active,false"})
    void process_of_a_task_is_over_if_the_views_say_so(String state, boolean over) {
        body = "{\"processInstanceId\":\"c~p\",\"state\":\"" + state + "\"}";

        assertThat(ends.isProcessOver("acme", "c~ut-7")).isEqualTo(over);
        assertThat(received)
                .containsExactly("GET /api/tasks/c%7Eut-7 Bearer token-1", "GET /api/processes/c%7Ep Bearer token-1");
    }

    @Test
    void task_that_the_views_do_not_know_or_that_no_process_made_is_not_over() {
        assertThat(ends.isProcessOver("acme", "c~ut-7")).isFalse();
        status = 404;
        assertThat(ends.isProcessOver("acme", "c~ut-7")).isFalse();
        status = 503;
        assertThatThrownBy(() -> ends.isProcessOver("acme", "c~ut-7")).isInstanceOf(Unavailable.class);
    }
}
