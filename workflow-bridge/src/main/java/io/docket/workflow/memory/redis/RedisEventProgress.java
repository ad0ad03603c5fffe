package io.docket.workflow.memory.redis;

import io.docket.workflow.memory.EventProgress;
import io.docket.workflow.memory.MemoryHistory;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.hash.HashCommands;
import io.quarkus.redis.datasource.keys.KeyCommands;
import io.quarkus.redis.datasource.sortedset.SortedSetCommands;
import io.quarkus.redis.datasource.value.ValueCommands;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Progress of one reading in Redis: a hash (next offset by partition), beside it the sorted set {@code <hash>:<partition>} (offsets
 * handled beyond it), and a string that is there while the memory is whole.
 */
final class RedisEventProgress implements EventProgress {
    private static final String HANDLED_BEFORE = """
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', '(' .. ARGV[2])
            """;

    private final HashCommands<String, String, String> hashes;
    private final SortedSetCommands<String, String> sorted;
    private final ValueCommands<String, String> values;
    private final KeyCommands<String> keys;
    private final Scripts scripts;
    private final String offsets;
    private final String whole;
    private final MemoryHistory history;

    /** Progress under the two keys. */
    RedisEventProgress(RedisDataSource redis, String offsets, String whole, MemoryHistory history) {
        this.hashes = redis.hash(String.class);
        this.sorted = redis.sortedSet(String.class);
        this.values = redis.value(String.class);
        this.keys = redis.key();
        this.scripts = new Scripts(redis);
        this.offsets = offsets;
        this.whole = whole;
        this.history = history;
    }

    private String handledIn(int partition) {
        return offsets + ":" + partition;
    }

    @Override
    public MemoryHistory history() {
        return history;
    }

    @Override
    public OptionalLong nextOffset(int partition) {
        String offset = hashes.hget(offsets, Integer.toString(partition));
        return offset == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(offset));
    }

    @Override
    public void handledBefore(int partition, long offset) {
        scripts.run(
                HANDLED_BEFORE,
                List.of(offsets, handledIn(partition)),
                Integer.toString(partition),
                Long.toString(offset));
    }

    @Override
    public void handled(int partition, Set<Long> offsets) {
        sorted.zadd(
                handledIn(partition),
                offsets.stream().collect(Collectors.toMap(offset -> Long.toString(offset), Long::doubleValue)));
    }

    @Override
    public Set<Long> handled(int partition) {
        return sorted.zrange(handledIn(partition), 0, -1).stream()
                .map(Long::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isWhole() {
        return keys.exists(whole);
    }

    @Override
    public void markWhole() {
        values.set(whole, Instant.now().toString());
    }
}
