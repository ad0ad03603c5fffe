package io.docket.workflow.memory.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.json.Json;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.start.StartRequest;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.hash.HashCommands;
import io.quarkus.redis.datasource.set.SetCommands;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Parked starts in Redis: hash {@code parked} by instance, and set {@code awaiting:<tenant>/<process>} of the instances
 * that wait for a process.
 */
final class RedisParking implements Parking {
    private static final String PARK = """
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            redis.call('SADD', KEYS[2], ARGV[1])
            """;
    private static final String UNPARK = """
            redis.call('HDEL', KEYS[1], ARGV[1])
            redis.call('SREM', KEYS[2], ARGV[1])
            """;

    private final Scripts scripts;
    private final HashCommands<String, String, String> hashes;
    private final SetCommands<String, String> sets;
    private final RedisKeys names;

    RedisParking(RedisDataSource redis, RedisKeys names) {
        this.scripts = new Scripts(redis);
        this.hashes = redis.hash(String.class);
        this.sets = redis.set(String.class);
        this.names = names;
    }

    @Override
    public void park(StartRequest request) {
        scripts.run(
                PARK,
                List.of(names.parked(), awaiting(request)),
                request.instance().key(),
                new String(Json.bytes(request), UTF_8));
    }

    @Override
    public boolean isParked(InstanceRef instance) {
        return hashes.hexists(names.parked(), instance.key());
    }

    @Override
    public void unpark(InstanceRef instance) {
        String parked = hashes.hget(names.parked(), instance.key());
        if (parked != null) {
            scripts.run(UNPARK, List.of(names.parked(), awaiting(read(parked))), instance.key());
        }
    }

    @Override
    public long size() {
        return hashes.hlen(names.parked());
    }

    @Override
    public List<StartRequest> parked() {
        return hashes.hvals(names.parked()).stream().map(RedisParking::read).toList();
    }

    @Override
    public List<StartRequest> parked(String tenant, String processId) {
        Set<String> waiting = sets.smembers(names.awaiting(tenant, processId));
        if (waiting.isEmpty()) {
            return List.of();
        }
        return hashes.hmget(names.parked(), waiting.toArray(String[]::new)).values().stream()
                .filter(Objects::nonNull)
                .map(RedisParking::read)
                .toList();
    }

    private String awaiting(StartRequest request) {
        return names.awaiting(request.instance().tenant(), request.processId());
    }

    private static StartRequest read(String json) {
        return Json.read(json.getBytes(UTF_8), StartRequest.class);
    }
}
