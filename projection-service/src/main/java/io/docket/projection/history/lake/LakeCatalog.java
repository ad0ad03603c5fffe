package io.docket.projection.history.lake;

import io.docket.contracts.json.Json;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** Which segments the lake has. Manifests are never changed or removed, so that what is known stays true. */
final class LakeCatalog {
    private final LakeObjects objects;
    private final LakeKeys keys;
    private final ConcurrentMap<Integer, NavigableSet<Long>> known = new ConcurrentHashMap<>();

    LakeCatalog(LakeObjects objects, LakeKeys keys) {
        this.objects = objects;
        this.keys = keys;
    }

    /** The last segment of a partition, as the store has it now. */
    Optional<Segment> last(int partition) {
        NavigableSet<Long> firsts = refreshed(partition);
        return firsts.isEmpty() ? Optional.empty() : Optional.of(read(partition, firsts.last()));
    }

    /** The segment that holds the offset, or else the next one; empty if the lake ends before it. */
    Optional<Segment> holding(int partition, long offset) {
        NavigableSet<Long> firsts = refreshed(partition);
        Long floor = firsts.floor(offset);
        if (floor != null) {
            Segment segment = read(partition, floor);
            if (segment.lastOffset() >= offset) {
                return Optional.of(segment);
            }
        }
        Long higher = firsts.higher(offset);
        return higher == null ? Optional.empty() : Optional.of(read(partition, higher));
    }

    /** Adds a segment; false if there is one that begins there. */
    boolean add(Segment segment) {
        return objects.create(keys.manifest(segment.partition(), segment.firstOffset()), Json.bytes(segment));
    }

    private NavigableSet<Long> refreshed(int partition) {
        NavigableSet<Long> firsts = known.computeIfAbsent(partition, any -> new ConcurrentSkipListSet<>());
        String prefix = keys.manifests(partition);
        List<String> found;
        do {
            @Nullable Long last = firsts.isEmpty() ? null : firsts.last();
            found = objects.list(prefix, last == null ? prefix : keys.manifest(partition, last));
            found.forEach(key -> firsts.add(keys.first(partition, key)));
        } while (!found.isEmpty());
        return firsts;
    }

    private Segment read(int partition, long first) {
        String key = keys.manifest(partition, first);
        Segment segment = objects.read(key)
                .map(json -> Json.read(json, Segment.class))
                .orElseThrow(() -> new BrokenLogException("the lake has lost " + key));
        if (!Segment.FORMAT.equals(segment.format())
                || segment.firstOffset() != first
                || segment.partition() != partition) {
            throw new BrokenLogException("the lake's " + key + " is no manifest of this segment");
        }
        return segment;
    }
}
