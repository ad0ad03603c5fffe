package io.docket.workflow.retry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** What of a log must be done one after the other, and what can be done side by side. */
public final class Sections {
    private Sections() {}

    /**
     * The sections, each to be done after the one before it; in each, the items in order by their root, roots side by side.
     *
     * @param root what an item is in order with others of
     * @param alone true for an item that comes after all before it and before all after it: it is a section of its own
     */
    public static <T> List<Map<String, List<T>>> of(List<T> items, Function<T, String> root, Predicate<T> alone) {
        List<Map<String, List<T>>> sections = new ArrayList<>();
        boolean closed = true;
        for (T item : items) {
            boolean stands = alone.test(item);
            if (closed || stands) {
                sections.add(new LinkedHashMap<>());
            }
            closed = stands;
            sections.getLast()
                    .computeIfAbsent(root.apply(item), key -> new ArrayList<>())
                    .add(item);
        }
        return sections;
    }
}
