package io.docket.workflow.interim.redis;

import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.redis.RedisKeys;
import io.docket.workflow.removal.RemovalQueue;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Removals in Redis: sorted set {@code removals} (instance by when it is due), sorted set {@code removals:since} (by when it
 * came), and a mark {@code ended:<instance>} that outlives the removal by a day.
 */
public final class RedisRemovalQueue implements RemovalQueue {
    /** KEYS ended, removals, since; ARGV instance, now, seconds */
    private static final String ADD = """
            redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
            redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
            redis.call('ZADD', KEYS[3], 'NX', ARGV[2], ARGV[1])
            return 'DONE'
            """;

    private static final String DONE = """
            redis.call('ZREM', KEYS[1], ARGV[1])
            redis.call('ZREM', KEYS[2], ARGV[1])
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
    public List<InstanceRef> due(Instant now, int limit) {
        Response due = calls.command(
                "ZRANGE", names.removals(), "-inf", millis(now), "BYSCORE", "LIMIT", "0", Integer.toString(limit));
        return RedisInterimStore.texts(due).stream().map(InstanceRef::parse).toList();
    }

    @Override
    public void postpone(InstanceRef instance, Instant until) {
        calls.command("ZADD", names.removals(), "XX", millis(until), instance.key());
    }

    @Override
    public void done(InstanceRef instance) {
        calls.write(DONE, List.of(names.removals(), names.removalsSince()), List.of(instance.key()));
    }

    @Override
    public Standing standing(InstanceRef instance) {
        if (calls.command("ZSCORE", names.removals(), instance.key()) != null) {
            return Standing.LEAVING;
        }
        boolean isKnown = exists(names.instance(instance)) || isParked(instance);
        return isKnown && !exists(names.ended(instance)) ? Standing.ACTIVE : Standing.OVER;
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
        Response size = calls.command("ZCARD", names.removals());
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
