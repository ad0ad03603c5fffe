package io.docket.workflow.simulation;

import io.docket.workflow.memory.TenantQueue;
import io.docket.workflow.retry.Unavailable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What waits for accounts of tenants without Redis; it survives the bridge. */
public final class TenantQueueInMemory implements TenantQueue {
    private final Steps steps;
    private final int capacity;
    private final Map<String, List<String>> queues = new LinkedHashMap<>();

    public TenantQueueInMemory(Steps steps, int capacity) {
        this.steps = steps;
        this.capacity = capacity;
    }

    /** What waits for the tenant, in order. */
    public synchronized List<String> items(String tenant) {
        return List.copyOf(queues.getOrDefault(tenant, List.of()));
    }

    @Override
    public synchronized Set<String> tenants() {
        return Set.copyOf(queues.keySet());
    }

    @Override
    public long size(String tenant) {
        return items(tenant).size();
    }

    @Override
    public synchronized void put(String tenant, List<String> items) {
        List<String> waiting = items(tenant);
        if (waiting.size() >= items.size()
                && waiting.subList(waiting.size() - items.size(), waiting.size())
                        .equals(items)) {
            return;
        }
        if (size(tenant) >= capacity) {
            throw new Unavailable("as many as may wait do: " + capacity, null);
        }
        steps.take(() -> {
            queues.computeIfAbsent(tenant, key -> new ArrayList<>()).addAll(items);
        });
    }

    @Override
    public synchronized boolean putBehind(String tenant, String item) {
        if (!queues.containsKey(tenant)) {
            return false;
        }
        if (!items(tenant).contains(item)) {
            put(tenant, List.of(item));
        }
        return true;
    }

    @Override
    public List<String> first(String tenant, int count) {
        return items(tenant).stream().limit(count).toList();
    }

    @Override
    public synchronized void settle(String tenant, List<String> seen, List<String> left) {
        if (seen.isEmpty() || !first(tenant, seen.size()).equals(seen)) {
            return;
        }
        steps.take(() -> {
            List<String> after = new ArrayList<>(left);
            after.addAll(items(tenant).subList(seen.size(), items(tenant).size()));
            queues.put(tenant, after);
            queues.values().removeIf(List::isEmpty);
        });
    }
}
