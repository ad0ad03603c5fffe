package io.docket.workflow.memory.redis;

import io.docket.workflow.memory.Progress;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.hash.HashCommands;
import io.quarkus.redis.datasource.keys.KeyCommands;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.redis.datasource.keys.KeyScanCursor;
import io.quarkus.redis.datasource.set.SetCommands;
import io.quarkus.redis.datasource.sortedset.SortedSetCommands;
import io.quarkus.redis.datasource.value.ValueCommands;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Progress in Redis: hash {@code progress:events} (next offset by partition), sorted set {@code progress:events:<partition>} (offsets
 * handled beyond it), hash {@code progress:engine}
 * ({@code <position> <milliseconds>} by partition), string {@code engine-begin}, set {@code fence:<id>} of partitions, string {@code whole}.
 */
final class RedisProgress implements Progress {
    private static final int SCAN_BATCH = 1_000;
    private static final String HANDLED_BEFORE = """
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', '(' .. ARGV[2])
            """;

    private final HashCommands<String, String, String> hashes;
    private final SetCommands<String, String> sets;
    private final SortedSetCommands<String, String> sorted;
    private final Scripts scripts;
    private final ValueCommands<String, String> values;
    private final KeyCommands<String> keys;
    private final RedisKeys names;

    RedisProgress(RedisDataSource redis, RedisKeys names) {
        this.hashes = redis.hash(String.class);
        this.sets = redis.set(String.class);
        this.sorted = redis.sortedSet(String.class);
        this.scripts = new Scripts(redis);
        this.values = redis.value(String.class);
        this.keys = redis.key();
        this.names = names;
    }

    @Override
    public OptionalLong nextOffset(int partition) {
        String offset = hashes.hget(names.events(), Integer.toString(partition));
        return offset == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(offset));
    }

    @Override
    public void handledBefore(int partition, long offset) {
        scripts.run(
                HANDLED_BEFORE,
                List.of(names.events(), names.events(partition)),
                Integer.toString(partition),
                Long.toString(offset));
    }

    @Override
    public void handled(int partition, long offset) {
        sorted.zadd(names.events(partition), offset, Long.toString(offset));
    }

    @Override
    public Set<Long> handled(int partition) {
        return sorted.zrange(names.events(partition), 0, -1).stream()
                .map(Long::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public EnginePosition enginePosition(int enginePartition) {
        String stored = hashes.hget(names.engine(), Integer.toString(enginePartition));
        if (stored == null) {
            return EnginePosition.START;
        }
        String[] parts = stored.split(" ");
        return new EnginePosition(Long.parseLong(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])));
    }

    @Override
    public void handledUpTo(int enginePartition, EnginePosition position) {
        hashes.hset(
                names.engine(),
                Integer.toString(enginePartition),
                position.position() + " " + position.time().toEpochMilli());
    }

    @Override
    public void engineBegins(long offset) {
        values.set(names.engineBegin(), Long.toString(offset));
    }

    @Override
    public long engineBegin() {
        String offset = values.get(names.engineBegin());
        return offset == null ? 0 : Long.parseLong(offset);
    }

    @Override
    public void fencePassed(String id, int enginePartition) {
        sets.sadd(names.fence(id), Integer.toString(enginePartition));
        keys.expire(names.fence(id), RedisKeys.FENCE_LIFE);
    }

    @Override
    public Set<Integer> fencesPassed(String id) {
        return sets.smembers(names.fence(id)).stream().map(Integer::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void forgetAll() {
        keys.del(names.whole());
        KeyScanCursor<String> cursor =
                keys.scan(new KeyScanArgs().match(names.everything()).count(SCAN_BATCH));
        while (cursor.hasNext()) {
            String[] found = cursor.next().stream().filter(names::isOfEngine).toArray(String[]::new);
            if (found.length > 0) {
                keys.del(found);
            }
        }
    }

    @Override
    public boolean isWhole() {
        return keys.exists(names.whole());
    }

    @Override
    public void markWhole() {
        values.set(names.whole(), Instant.now().toString());
    }
}
