package io.docket.system.views;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.system.support.Platform;
import io.docket.system.support.Tokens;
import io.docket.system.views.EveryView.Query;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Asks without a pause, one query after the other, for what must be there all the time. */
final class ViewReader implements Runnable, AutoCloseable {
    private static final int OK = 200;
    private static final int SHOWN_CHARACTERS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final AtomicInteger rounds = new AtomicInteger();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final List<Query> queries;

    ViewReader(List<Query> queries) {
        this.queries = queries;
    }

    @Override
    public void run() {
        while (on.get()) {
            for (Query query : queries) {
                String fault = fault(query);
                if (fault != null) {
                    faults.add(fault);
                }
            }
            rounds.incrementAndGet();
        }
    }

    /** What is wrong with the answer to the query; absent if it shows what it must. */
    @Nullable
    String fault(Query query) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(Platform.gateway() + query.path()))
                            .header("Authorization", "Bearer " + Tokens.of("demo"))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString(UTF_8));
            String body = answer.body();
            return answer.statusCode() == OK && body.contains('"' + query.shows() + '"')
                    ? null
                    : query.path() + " -> " + answer.statusCode() + ' '
                            + body.substring(0, Math.min(body.length(), SHOWN_CHARACTERS));
        } catch (IOException nobody) {
            return query.path() + " -> " + nobody;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How often every query was asked. */
    int rounds() {
        return rounds.get();
    }

    /** What was wrong with any of them. */
    Queue<String> faults() {
        return faults;
    }

    /** Lets it end after this round. */
    void stop() {
        on.set(false);
    }

    @Override
    public void close() {
        stop();
        http.close();
    }
}
