package io.docket.workflow.memory.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.json.Json;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.start.ParkedStart;
import io.docket.workflow.start.StartRequest;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.ScanArgs;
import io.quarkus.redis.datasource.hash.HashCommands;
import io.quarkus.redis.datasource.hash.HashScanCursor;
import io.quarkus.redis.datasource.set.SScanCursor;
import io.quarkus.redis.datasource.set.SetCommands;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

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

    /** Requests that are read at once, each with the data of its case. */
    private static final int SCAN_REQUESTS = 20;

    /** Ids that are read at once. */
    private static final int SCAN_IDS = 1_000;

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
                List.of(names.parked(), names.awaiting(request.instance().tenant(), request.processId())),
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
            String awaiting = names.awaiting(instance.tenant(), told(parked).processId());
            scripts.run(UNPARK, List.of(names.parked(), awaiting), instance.key());
        }
    }

    @Override
    public long size() {
        return hashes.hlen(names.parked());
    }

    @Override
    public void forEach(Consumer<ParkedStart> reader) {
        HashScanCursor<String, String> cursor = hashes.hscan(names.parked(), new ScanArgs().count(SCAN_REQUESTS));
        while (cursor.hasNext()) {
            cursor.next().values().stream().map(RedisParking::told).toList().forEach(reader);
        }
    }

    @Override
    public void takeWhile(String tenant, String processId, Predicate<StartRequest> reader) {
        SScanCursor<String> cursor = sets.sscan(names.awaiting(tenant, processId), new ScanArgs().count(SCAN_IDS));
        while (cursor.hasNext()) {
            for (String instance : cursor.next()) {
                String parked = hashes.hget(names.parked(), instance);
                if (parked != null && !reader.test(Json.read(parked.getBytes(UTF_8), StartRequest.class))) {
                    return;
                }
            }
        }
    }

    private static ParkedStart told(String parked) {
        return Json.read(parked.getBytes(UTF_8), ParkedStart.class);
    }
}
