package io.docket.projection.query;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The order of a list. Documents with the same value come in the order of their ids, so every document has one place.
 *
 * @param name name in the API; a leading {@code -} means descending
 * @param field what is compared; every document of the view has it
 */
public record Sort(String name, String field) {
    /** An order for each field, both ways, by name. */
    public static Map<String, Sort> both(Map<String, String> fieldsByName) {
        return fieldsByName.entrySet().stream()
                .flatMap(entry -> Stream.of(
                        new Sort(entry.getKey(), entry.getValue()), new Sort('-' + entry.getKey(), entry.getValue())))
                .collect(Collectors.toUnmodifiableMap(Sort::name, sort -> sort));
    }

    /** True if the largest comes first. */
    public boolean descending() {
        return name.startsWith("-");
    }

    /** The names of the orders, for a message. */
    static List<String> names(Map<String, Sort> sorts) {
        return sorts.keySet().stream().sorted().toList();
    }
}
