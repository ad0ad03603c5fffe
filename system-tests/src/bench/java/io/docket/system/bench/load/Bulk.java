package io.docket.system.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many commands of one type, some hundred in a request. */
public final class Bulk {
    private static final int PER_REQUEST = 500;
    private static final int OK = 200;

    private final Http http;
    private final Semaphore room;

    /**
     * @param underWay requests that are sent before the first of them is answered
     */
    public Bulk(Http http, int underWay) {
        this.http = http;
        this.room = new Semaphore(underWay);
    }

    /**
     * Sends so many, and waits until all are answered. Commands that are in different requests are done in any order.
     *
     * @throws IllegalStateException if one was not accepted
     */
    public void send(String type, int count, IntFunction<Map<String, Object>> payload) {
        List<CompletableFuture<Void>> requests = new ArrayList<>();
        for (int from = 0; from < count; from += PER_REQUEST) {
            List<Map<String, Object>> payloads = IntStream.range(from, Math.min(count, from + PER_REQUEST))
                    .mapToObj(payload)
                    .toList();
            room.acquireUninterruptibly();
            requests.add(http.sendAll(type, payloads)
                    .whenComplete((answer, failure) -> room.release())
                    .thenAccept(Bulk::requireAccepted));
        }
        requests.forEach(CompletableFuture::join);
    }

    /** An answer has a line for each command; one that was not accepted names its problem. */
    private static void requireAccepted(Http.Answer answer) {
        String lines = new String(answer.body(), StandardCharsets.UTF_8);
        int problem = lines.indexOf("\"problems/");
        if (answer.status() != OK || problem >= 0) {
            String shown = problem < 0 ? lines : lines.substring(problem).lines().findFirst().orElse("");
            throw new IllegalStateException("commands were not accepted: " + answer.status() + ' ' + shown);
        }
    }
}
