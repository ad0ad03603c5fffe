package io.docket.eventstore.internal.index;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The heads that were written last, so that a busy stream's next append need not look on disk. Two generations: when the
 * young one is full the old one is forgotten, which costs less than to note each use. One thread writes, many read.
 */
final class RecentHeads {
    private final int most;
    private volatile Map<String, Long> old = Map.of();
    private volatile Map<String, Long> young = new ConcurrentHashMap<>();

    /** @param most heads that are kept, at most; about 200 bytes each */
    RecentHeads(int most) {
        this.most = most;
    }

    @Nullable
    Long get(String streamId) {
        Long head = young.get(streamId);
        return head == null ? old.get(streamId) : head;
    }

    /** Notes a head; for the one thread that writes the index. */
    void put(String streamId, long head) {
        if (young.size() >= most / 2) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
        young.put(streamId, head);
    }
}
