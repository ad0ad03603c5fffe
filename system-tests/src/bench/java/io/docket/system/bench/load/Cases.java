package io.docket.system.bench.load;

import io.docket.system.support.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Cases of a type of their own, to send commands to.
 *
 * @param type the case type
 * @param ids the cases
 */
public record Cases(String type, List<String> ids) {
    private static final int OPENED_PER_SECOND = 250;

    /** Opens so many, some hundred a second. */
    public static Cases open(Http http, int count) {
        String type = Fixtures.permitType(Map.of());
        String prefix = Fixtures.unique("bench");
        List<String> ids =
                IntStream.range(0, count).mapToObj(i -> prefix + '-' + i).toList();
        Duration duration = Duration.ofSeconds(count / OPENED_PER_SECOND);
        new Rate(OPENED_PER_SECOND, OPENED_PER_SECOND).run(duration, (i, due) -> open(http, type, ids.get(i)));
        return new Cases(type, ids);
    }

    private static CompletableFuture<?> open(Http http, String type, String id) {
        return http.send("open-case", Map.of("caseType", type, "caseId", id, "data", Map.of()))
                .thenAccept(answer -> {
                    if (answer.statusCode() != 201) {
                        throw new IllegalStateException("case " + id + " was not opened: " + answer.statusCode());
                    }
                });
    }

    /** A command that changes a case, by its number. */
    public Map<String, ?> update(int number) {
        return Map.of("caseId", ids.get(number % ids.size()), "data", Map.of("floors", number + 1));
    }
}
