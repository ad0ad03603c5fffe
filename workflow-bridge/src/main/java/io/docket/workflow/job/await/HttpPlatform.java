package io.docket.workflow.job.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.command.WholeAnswers;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The platform over HTTP, as the tenant's service account. */
public final class HttpPlatform implements Platform {
    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final int NOT_YET = 504;
    private static final Set<Integer> NEVER = Set.of(400, 404, 410, 422);

    private final HttpClient http;
    private final URI projections;
    private final URI notifications;
    private final ServiceTokens tokens;

    /** The services at the addresses. */
    public HttpPlatform(HttpClient http, URI projections, URI notifications, ServiceTokens tokens) {
        this.http = http;
        this.projections = projections;
        this.notifications = notifications;
        this.tokens = tokens;
    }

    @Override
    public boolean viewsHold(String tenant, String position, Duration wait) {
        HttpRequest.Builder request = HttpRequest.newBuilder(projections.resolve("/api/case-types?limit=1"))
                .header("Docket-After", position)
                .header("Docket-Wait", wait.toString());
        return ask(tenant, request, wait).statusCode() != NOT_YET;
    }

    @Override
    public JsonNode events(String tenant, String cursor, Map<String, String> filter, Duration wait) {
        String query = filter.entrySet().stream()
                .map(member -> encoded(member.getKey()) + "=" + encoded(member.getValue()))
                .collect(Collectors.joining("&"));
        URI uri = notifications.resolve("/api/events/poll?limit=1&waitMs=" + wait.toMillis() + "&cursor="
                + encoded(cursor) + (query.isEmpty() ? "" : "&" + query));
        HttpResponse<String> answer = ask(tenant, HttpRequest.newBuilder(uri), wait);
        try {
            return Json.tree(answer.body().getBytes(UTF_8));
        } catch (UncheckedIOException e) {
            throw new Unavailable("unreadable answer of " + uri.getPath(), e);
        }
    }

    private HttpResponse<String> ask(String tenant, HttpRequest.Builder request, Duration wait) {
        HttpRequest built = request.timeout(wait.plus(MARGIN))
                .header("Authorization", "Bearer " + tokens.of(tenant))
                .GET()
                .build();
        try {
            HttpResponse<String> answer = WholeAnswers.send(http, built, BodyHandlers.ofString());
            int status = answer.statusCode();
            String what = built.uri().getPath() + " answered " + status;
            if (NEVER.contains(status)) {
                throw new Refused("wait-" + status, what + " " + answer.body());
            }
            if (status == 401) {
                tokens.forget(tenant);
            }
            if (status / 100 != 2 && status != NOT_YET) {
                throw new Unavailable(what, null);
            }
            return answer;
        } catch (IOException e) {
            throw new Unavailable(built.uri().getPath() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
