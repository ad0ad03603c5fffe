package io.docket.workflow.interim.redis;

import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.redis.Durability;
import io.docket.workflow.memory.redis.RedisKeys;
import io.docket.workflow.removal.RemovalQueue;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Removals in Redis: sorted sets {@code removals} and {@code removals:files} (instance by when the step is due), sorted set
 * {@code removals:since} (by when it came), and a mark {@code ended:<instance>} that outlives the removal by a day.
 */
public final class RedisRemovalQueue implements RemovalQueue {
    /** KEYS ended, removals, since; ARGV instance, now, seconds */
    private static final String ADD = """
            redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
            redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
            redis.call('ZADD', KEYS[3], 'NX', ARGV[2], ARGV[1])
            return 'DONE'
            """;

    /** KEYS removals, files; ARGV instance, now */
    private static final String DATA_GONE = """
            redis.call('ZADD', KEYS[2], 'NX', ARGV[2], ARGV[1])
            redis.call('ZREM', KEYS[1], ARGV[1])
            return 'DONE'
            """;

    /** KEYS removals, files, since; ARGV instance */
    private static final String DONE = """
            redis.call('ZREM', KEYS[2], ARGV[1])
            if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then redis.call('ZREM', KEYS[3], ARGV[1]) end
            return 'DONE'
            """;

    private final RedisCalls calls;
    private final RedisKeys names;

    /** Removals in this Redis. */
    public RedisRemovalQueue(RedisDataSource redis, RedisKeys names, Durability durability) {
        this.calls = new RedisCalls(redis, durability);
        this.names = names;
    }

    @Override
    public void add(InstanceRef instance, Instant now) {
        calls.write(
                ADD,
                List.of(names.ended(instance), names.removals(), names.removalsSince()),
                List.of(instance.key(), millis(now), Long.toString(RedisKeys.AFTERLIFE.toSeconds())));
    }

    @Override
    public List<InstanceRef> due(Step step, Instant now, int limit) {
        Response due = calls.command(
                "ZRANGE", name(step), "-inf", millis(now), "BYSCORE", "LIMIT", "0", Integer.toString(limit));
        return RedisInterimStore.texts(due).stream().map(InstanceRef::parse).toList();
    }

    @Override
    public void postpone(Step step, InstanceRef instance, Instant until) {
        calls.command("ZADD", name(step), "XX", millis(until), instance.key());
    }

    @Override
    public void dataGone(InstanceRef instance, Instant now) {
        calls.write(
                DATA_GONE, List.of(names.removals(), names.removalsOfFiles()), List.of(instance.key(), millis(now)));
    }

    @Override
    public void done(InstanceRef instance) {
        calls.write(
                DONE,
                List.of(names.removals(), names.removalsOfFiles(), names.removalsSince()),
                List.of(instance.key()));
    }

    private String name(Step step) {
        return switch (step) {
            case DATA -> names.removals();
            case FILES -> names.removalsOfFiles();
        };
    }

    @Override
    public Standing standing(InstanceRef instance) {
        if (isIn(names.removals(), instance) || isIn(names.removalsOfFiles(), instance)) {
            return Standing.LEAVING;
        }
        boolean isKnown = exists(names.instance(instance)) || isParked(instance);
        return isKnown && !exists(names.ended(instance)) ? Standing.ACTIVE : Standing.OVER;
    }

    private boolean isIn(String set, InstanceRef instance) {
        return calls.command("ZSCORE", set, instance.key()) != null;
    }

    private boolean isParked(InstanceRef instance) {
        Response answer = calls.command("HEXISTS", names.parked(), instance.key());
        return answer != null && answer.toInteger() == 1;
    }

    private boolean exists(String key) {
        Response answer = calls.command("EXISTS", key);
        return answer != null && answer.toInteger() == 1;
    }

    @Override
    public long size() {
        Response size = calls.command("ZCARD", names.removalsSince());
        return size == null ? 0 : size.toLong();
    }

    @Override
    public Optional<Instant> waitingSince() {
        List<String> first = RedisInterimStore.texts(calls.command("ZRANGE", names.removalsSince(), "0", "0"));
        return first.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(calls.command("ZSCORE", names.removalsSince(), first.getFirst()))
                        .map(score -> RedisInterimStore.instant(score.toString()));
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
