package io.docket.workflow.removal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The files of tasks in the file service, as the tenant's service account. */
public final class HttpTaskFiles implements TaskFiles {
    private final HttpClient http;
    private final URI url;
    private final ServiceTokens tokens;
    private final Duration timeout;

    /** Files of the service at the address. */
    public HttpTaskFiles(HttpClient http, URI url, ServiceTokens tokens, Duration timeout) {
        this.http = http;
        this.url = url;
        this.tokens = tokens;
        this.timeout = timeout;
    }

    @Override
    public void removeOf(String tenant, String taskId) {
        String subject = URLEncoder.encode("task/" + taskId, UTF_8);
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/api/files?subject=" + subject))
                .timeout(timeout)
                .header("Authorization", "Bearer " + tokens.of(tenant))
                .DELETE()
                .build();
        try {
            HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
            if (answer.statusCode() == 401) {
                tokens.forget(tenant);
            }
            if (answer.statusCode() / 100 != 2) {
                throw new Unavailable("file service answered " + answer.statusCode(), null);
            }
        } catch (IOException e) {
            throw new Unavailable("file service: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        }
    }
}
