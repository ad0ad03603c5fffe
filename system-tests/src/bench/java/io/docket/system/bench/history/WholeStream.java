package io.docket.system.bench.history;

import io.docket.system.support.Platform;
import io.docket.system.support.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The whole log of a tenant as NDJSON, through the gateway; lines are counted and not read. */
final class WholeStream {
    private static final int BUFFER = 64 << 10;

    private WholeStream() {}

    static double eventsPerSecond(String user) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(Platform.gateway() + "/api/history/stream?from=earliest"))
                    .header("Authorization", "Bearer " + Tokens.of(user))
                    .build();
            long began = System.nanoTime();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                long lines = lines(body);
                return lines * 1e9 / (System.nanoTime() - began);
            }
        }
    }

    private static long lines(InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long lines = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        return lines;
    }
}
