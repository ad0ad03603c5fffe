package io.docket.projection.apply;

import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents that were folded last, as they are stored, so that the next event on them needs no load. Valid as long
 * as this instance is the one that reads their partition; bounded by the number of documents.
 */
final class DocumentCache {
    private final Map<Integer, Map<DocumentKey, Document>> partitions = new LinkedHashMap<>();
    private final int capacityPerPartition;

    DocumentCache(int capacityPerPartition) {
        this.capacityPerPartition = capacityPerPartition;
    }

    synchronized @Nullable Document get(int partition, DocumentKey key) {
        Map<DocumentKey, Document> documents = partitions.get(partition);
        return documents == null ? null : documents.get(key);
    }

    synchronized void put(int partition, DocumentKey key, Document document) {
        partitions.computeIfAbsent(partition, any -> new Recent()).put(key, document);
    }

    synchronized void remove(int partition, DocumentKey key) {
        Map<DocumentKey, Document> documents = partitions.get(partition);
        if (documents != null) {
            documents.remove(key);
        }
    }

    /** Forgets a partition that is read again or no longer ours. */
    synchronized void forget(int partition) {
        partitions.remove(partition);
    }

    private final class Recent extends LinkedHashMap<DocumentKey, Document> {
        private static final float LOAD_FACTOR = 0.75f;

        Recent() {
            super(16, LOAD_FACTOR, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<DocumentKey, Document> eldest) {
            return size() > capacityPerPartition;
        }
    }
}
