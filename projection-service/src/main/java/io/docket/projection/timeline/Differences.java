package io.docket.projection.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two states of a document: {@code [{"field":"data.amount","from":…,"to":…}]}. A field that
 * was not there has no {@code from}, one that is gone no {@code to}. Fields of nested objects are told one by one, an
 * object in the data that came or went without any as a whole. Told one by one are, too, the elements of the
 * document's own lists ({@code comments}, {@code files}, {@code links}, {@code incidents}), each behind its name:
 * {@code comments.<id>} with all of an element that came or went, {@code comments.<id>.body} of one that changed. The
 * name is the {@code id}, of a link {@code <caseId>.<relation>}. Lists in the data, and those whose elements have no
 * names of their own, are told as a whole.
 */
final class Differences {
    /** What changes with every event, or grows with the history itself. */
    private static final Set<String> UNTOLD =
            Set.of("id", "version", "updatedAt", "recordedAt", "stageSince", "stageTimes");

    private final List<Map<String, @Nullable Object>> found = new ArrayList<>();

    private Differences() {}

    static List<Map<String, @Nullable Object>> between(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Differences differences = new Differences();
        for (String name : names(before, after)) {
            if (!UNTOLD.contains(name)) {
                differences.field(name, before.get(name), after.get(name));
            }
        }
        return differences.found;
    }

    private void field(String name, @Nullable Object from, @Nullable Object to) {
        Map<String, @Nullable Object> before = elements(from);
        Map<String, @Nullable Object> after = elements(to);
        if (isObjectOrAbsent(from) && isObjectOrAbsent(to)) {
            fields(name, from, to);
            return;
        }
        if (before == null || after == null) {
            value(name, from, to);
            return;
        }
        for (String element : names(before, after)) {
            element(name + '.' + element, before.get(element), after.get(element));
        }
    }

    private void element(String path, @Nullable Object from, @Nullable Object to) {
        if (from == null || to == null) {
            found.add(change(path, from, to));
        } else {
            value(path, from, to);
        }
    }

    private void value(String path, @Nullable Object from, @Nullable Object to) {
        if (Objects.equals(from, to)) {
            return;
        }
        if (!isObjectOrAbsent(from) || !isObjectOrAbsent(to)) {
            found.add(change(path, from, to));
            return;
        }
        int told = found.size();
        fields(path, from, to);
        if (found.size() == told) {
            found.add(change(path, from, to));
        }
    }

    private void fields(String path, @Nullable Object from, @Nullable Object to) {
        Map<String, @Nullable Object> before = object(from);
        Map<String, @Nullable Object> after = object(to);
        for (String name : names(before, after)) {
            value(path + '.' + name, before.get(name), after.get(name));
        }
    }

    /** The elements of a list by their names, none if there is no list; absent if they have none, or share one. */
    private static @Nullable Map<String, @Nullable Object> elements(@Nullable Object value) {
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof List<?> list)) {
            return null;
        }
        Map<String, @Nullable Object> elements = new LinkedHashMap<>();
        for (Object element : list) {
            String name = element instanceof Map<?, ?> object ? name(object) : null;
            if (name == null || elements.put(name, element) != null) {
                return null;
            }
        }
        return elements;
    }

    private static @Nullable String name(Map<?, ?> element) {
        if (element.get("id") instanceof String id) {
            return id;
        }
        return element.get("caseId") instanceof String id && element.get("relation") instanceof String relation
                ? id + '.' + relation
                : null;
    }

    private static Set<String> names(Map<String, ?> before, Map<String, ?> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        return names;
    }

    private static Map<String, @Nullable Object> change(String field, @Nullable Object from, @Nullable Object to) {
        Map<String, @Nullable Object> change = new LinkedHashMap<>();
        change.put("field", field);
        if (from != null) {
            change.put("from", from);
        }
        if (to != null) {
            change.put("to", to);
        }
        return change;
    }

    private static boolean isObjectOrAbsent(@Nullable Object value) {
        return value == null || value instanceof Map<?, ?>;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }
}
