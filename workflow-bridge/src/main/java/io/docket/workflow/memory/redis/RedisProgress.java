package io.docket.workflow.memory.redis;

import io.docket.workflow.memory.EventProgress;
import io.docket.workflow.memory.MemoryHistory;
import io.docket.workflow.memory.Progress;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.hash.HashCommands;
import io.quarkus.redis.datasource.keys.KeyCommands;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.redis.datasource.keys.KeyScanCursor;
import io.quarkus.redis.datasource.set.SetCommands;
import io.quarkus.redis.datasource.value.ValueCommands;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Progress in Redis: that in the events ({@link RedisEventProgress}), hash {@code progress:engine}
 * ({@code <position> <milliseconds>} by partition), string {@code engine-begin}, set {@code fence:<id>} of partitions.
 */
final class RedisProgress implements Progress {
    private static final int SCAN_BATCH = 1_000;

    private final EventProgress events;
    private final EventProgress interim;
    private final HashCommands<String, String, String> hashes;
    private final SetCommands<String, String> sets;
    private final ValueCommands<String, String> values;
    private final KeyCommands<String> keys;
    private final RedisKeys names;

    RedisProgress(RedisDataSource redis, RedisKeys names, MemoryHistory history) {
        this.hashes = redis.hash(String.class);
        this.sets = redis.set(String.class);
        this.values = redis.value(String.class);
        this.keys = redis.key();
        this.names = names;
        this.events = new RedisEventProgress(redis, names.events(), names.whole(), history);
        this.interim = new RedisEventProgress(redis, names.interimEvents(), names.interimWhole(), history);
    }

    @Override
    public EventProgress interim() {
        return interim;
    }

    @Override
    public MemoryHistory history() {
        return events.history();
    }

    @Override
    public OptionalLong nextOffset(int partition) {
        return events.nextOffset(partition);
    }

    @Override
    public void handledBefore(int partition, long offset) {
        events.handledBefore(partition, offset);
    }

    @Override
    public void handled(int partition, Set<Long> offsets) {
        events.handled(partition, offsets);
    }

    @Override
    public Set<Long> handled(int partition) {
        return events.handled(partition);
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
        return events.isWhole();
    }

    @Override
    public void markWhole() {
        events.markWhole();
    }
}
