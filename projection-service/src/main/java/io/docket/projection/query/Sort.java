package io.docket.projection.query;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The order of a list. Documents with the same values come in the order of their ids, so every document has one place.
 *
 * @param name name in the API; a leading {@code -} means descending
 * @param fields what is compared, the first first; every document of the view has all of them
 */
public record Sort(String name, List<String> fields) {
    public Sort {
        fields = List.copyOf(fields);
    }

    public Sort(String name, String field) {
        this(name, List.of(field));
    }

    /** An order for each field, both ways, by name. */
    public static Map<String, Sort> both(Map<String, String> fieldsByName) {
        return orders(fieldsByName.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
    }

    /** An order for each list of fields, both ways, by name. */
    public static Map<String, Sort> orders(Map<String, List<String>> fieldsByName) {
        return fieldsByName.entrySet().stream()
                .flatMap(entry -> Stream.of(
                        new Sort(entry.getKey(), entry.getValue()), new Sort('-' + entry.getKey(), entry.getValue())))
                .collect(Collectors.toUnmodifiableMap(Sort::name, sort -> sort));
    }

    /** True if the largest comes first. */
    public boolean descending() {
        return name.startsWith("-");
    }

    /** What a cursor calls this order of a view, so that the cursor is of no use in another list. */
    public String in(String view) {
        return view + ' ' + name;
    }
}
