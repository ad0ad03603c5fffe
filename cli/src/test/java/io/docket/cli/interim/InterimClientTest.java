package io.docket.cli.interim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.docket.cli.bulk.TokenSource;
import io.docket.cli.failure.UserError;
import io.docket.cli.interim.InterimClient.RestoreReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterimClientTest {
    private static final TokenSource TOKENS = new TokenSource() {
        @Override
        public String current() {
            return "token-1";
        }

        @Override
        public void refused(String token) {}
    };

    @TempDir
    Path folder;

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient http = HttpClient.newHttpClient();
    private int status = 200;
    private HttpServer server;
    private InterimClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/interim/backup", exchange -> answer(exchange, "{\"key\":\"a\"}\n{\"key\":\"b\"}\n"));
        server.createContext("/api/interim/restore", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(exchange, "{\"restored\":1,\"present\":2,\"refused\":0}");
        });
        server.start();
        client = new InterimClient(
                http, URI.create("http://127.0.0.1:" + server.getAddress().getPort()), TOKENS);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = (status == 200 ? body : "{\"detail\":\"not now\"}").getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void backup_is_written_as_a_whole_or_not_at_all() throws IOException, InterruptedException {
        Path file = folder.resolve("backup");

        assertThat(client.backUp(file)).isEqualTo(24);
        assertThat(file).hasContent("{\"key\":\"a\"}\n{\"key\":\"b\"}\n");
        status = 503;
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> client.backUp(folder.resolve("second")))
                .withMessageContaining("not now");
        assertThat(folder.resolve("second")).doesNotExist();
    }

    @Test
    void large_backup_is_sent_in_pieces_of_whole_lines() throws IOException, InterruptedException {
        String line = "x".repeat(InterimClient.CHUNK * 2 / 3);
        Path file = Files.writeString(folder.resolve("backup"), line + "\n" + line + "\n" + line + "\n");

        RestoreReport report = client.restore(file);

        assertThat(received).hasSize(3).allMatch(body -> body.equals(line + "\n"));
        assertThat(report).isEqualTo(new RestoreReport(3, 6, 0));
    }
}
