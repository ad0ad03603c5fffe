package io.docket.system.bench.load;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Cases of a type of their own, to send commands to.
 *
 * @param type the case type
 * @param ids the cases
 */
public record Cases(String type, List<String> ids) {
    /** Opens so many. */
    public static Cases open(int count) {
        String type = Fixtures.permitType(Map.of());
        Api api = new Api("demo");
        List<String> ids = IntStream.range(0, count)
                .mapToObj(i -> api.accepted("open-case", Map.of("caseType", type, "data", Map.of()))
                        .<String>path("id"))
                .toList();
        return new Cases(type, ids);
    }

    /** A command that changes a case, by its number. */
    public Map<String, ?> update(int number) {
        return Map.of("caseId", ids.get(number % ids.size()), "data", Map.of("floors", number + 1));
    }
}
