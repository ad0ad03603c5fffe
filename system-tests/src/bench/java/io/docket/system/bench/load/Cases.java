package io.docket.system.bench.load;

import io.docket.system.support.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Cases of a type of their own, to send commands to.
 *
 * @param type the case type
 * @param ids the cases
 */
public record Cases(String type, List<String> ids) {
    private static final int OPENED_PER_SECOND = 250;
    private static final int MOST_ATTEMPTS = 60;

    /** Opens so many, some hundred a second. */
    public static Cases open(Http http, int count) {
        String type = Fixtures.permitType(Map.of());
        String prefix = Fixtures.unique("bench");
        List<String> ids =
                IntStream.range(0, count).mapToObj(i -> prefix + '-' + i).toList();
        Duration duration = Duration.ofSeconds(count / OPENED_PER_SECOND);
        new Rate(OPENED_PER_SECOND, OPENED_PER_SECOND).run(duration, (i, due) -> open(http, type, ids.get(i), 1));
        return new Cases(type, ids);
    }

    private static CompletableFuture<Http.Answer> open(Http http, String type, String id, int attempt) {
        return http.send("open-case", Map.of("caseType", type, "caseId", id, "data", Map.of()))
                .thenCompose(answer -> {
                    if (answer.status() == 201) {
                        return CompletableFuture.completedFuture(answer);
                    }
                    if (!answer.retryAfter() || attempt == MOST_ATTEMPTS) {
                        System.err.println("case " + id + " was not opened: " + answer.status());
                        return CompletableFuture.completedFuture(answer);
                    }
                    return CompletableFuture.supplyAsync(
                                    () -> open(http, type, id, attempt + 1),
                                    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS))
                            .thenCompose(again -> again);
                });
    }

    /** A command that changes a case, by its number. */
    public Map<String, ?> update(int number) {
        return Map.of("caseId", ids.get(number % ids.size()), "data", Map.of("floors", number + 1));
    }
}
