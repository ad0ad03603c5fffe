package io.docket.workflow.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A second copy of some maps, which can be behind them. */
final class Replica {
    private final List<Copy<?, ?>> copies = new ArrayList<>();

    /** Has a copy of these too. */
    Replica of(Map<?, ?>... masters) {
        List.of(masters).forEach(master -> copies.add(new Copy<>(master, new LinkedHashMap<>())));
        return this;
    }

    /** Gets all that it has not got. */
    void catchUp() {
        copies.forEach(Copy::catchUp);
    }

    /** What it has not got is gone. */
    void takeOver() {
        copies.forEach(Copy::takeOver);
    }

    private record Copy<K, V>(Map<K, V> master, Map<K, V> copy) {
        void catchUp() {
            fill(copy, master);
        }

        void takeOver() {
            fill(master, copy);
        }

        private static <K, V> void fill(Map<K, V> to, Map<K, V> from) {
            to.clear();
            from.forEach((key, value) -> to.put(key, copied(value)));
        }

        @SuppressWarnings("unchecked")
        private static <V> V copied(V value) {
            return value instanceof Set<?> set ? (V) new HashSet<>(set) : value;
        }
    }
}
