package io.docket.notification.filter;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is posted under which values, by the length of these: a text is looked up whole, or by as many of its beginnings as
 * there are lengths. Not thread-safe.
 *
 * @param <T> who is posted
 */
final class Postings<T> {
    private final boolean exact;
    private final TreeMap<Integer, Map<String, Set<T>>> byLength = new TreeMap<>();

    Postings(boolean exact) {
        this.exact = exact;
    }

    void add(String value, T holder) {
        byLength.computeIfAbsent(value.length(), length -> new HashMap<>())
                .computeIfAbsent(value, key -> new LinkedHashSet<>(2))
                .add(holder);
    }

    /** True if the holder was posted under the value. */
    boolean remove(String value, T holder) {
        Map<String, Set<T>> byValue = byLength.get(value.length());
        Set<T> holders = byValue == null ? null : byValue.get(value);
        if (holders == null || !holders.remove(holder)) {
            return false;
        }
        if (holders.isEmpty()) {
            byValue.remove(value);
        }
        if (byValue.isEmpty()) {
            byLength.remove(value.length());
        }
        return true;
    }

    boolean isEmpty() {
        return byLength.isEmpty();
    }

    /** Names everyone who is posted under the text, or under a beginning of it. */
    void visit(String text, Consumer<T> each) {
        if (exact) {
            visit(byLength.get(text.length()), text, each);
            return;
        }
        byLength.headMap(text.length(), true)
                .forEach((length, byValue) -> visit(byValue, text.substring(0, length), each));
    }

    private void visit(@Nullable Map<String, Set<T>> byValue, String value, Consumer<T> each) {
        Set<T> holders = byValue == null ? null : byValue.get(value);
        if (holders != null) {
            holders.forEach(each);
        }
    }
}
