package io.docket.eventstore.internal.feed;

import io.docket.eventstore.StoredEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** A page of events of several partitions, merged by time without changing the order of any partition. */
final class TimeOrder {
    private static final Comparator<Deque<StoredEvent>> OLDEST_FIRST = Comparator.comparing(
                    (Deque<StoredEvent> events) -> events.getFirst().event().time())
            .thenComparing(events -> events.getFirst().position().partition());

    private TimeOrder() {}

    static List<StoredEvent> merge(List<StoredEvent> page) {
        Map<Integer, Deque<StoredEvent>> byPartition = new TreeMap<>();
        page.forEach(event -> byPartition
                .computeIfAbsent(event.position().partition(), _ -> new ArrayDeque<>())
                .add(event));
        if (byPartition.size() < 2) {
            return page;
        }
        PriorityQueue<Deque<StoredEvent>> waiting = new PriorityQueue<>(OLDEST_FIRST);
        waiting.addAll(byPartition.values());
        List<StoredEvent> merged = new ArrayList<>(page.size());
        while (!waiting.isEmpty()) {
            Deque<StoredEvent> oldest = waiting.poll();
            merged.add(oldest.removeFirst());
            if (!oldest.isEmpty()) {
                waiting.add(oldest);
            }
        }
        return merged;
    }
}
