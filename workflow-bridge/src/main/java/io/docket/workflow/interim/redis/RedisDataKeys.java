package io.docket.workflow.interim.redis;

import io.docket.workflow.encryption.DataKeyStore;
import io.docket.workflow.encryption.WrappedKey;
import io.docket.workflow.memory.redis.Durability;
import io.docket.workflow.memory.redis.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Data keys in Redis: hash {@code data-keys:<tenant>} with {@code current} and one field a key, set {@code data-keys}. */
public final class RedisDataKeys implements DataKeyStore {
    private static final String CURRENT = "current";

    /** KEYS keys, tenants; ARGV tenant, id, wrapped, replaced */
    private static final String ADD = """
            local current = redis.call('HGET', KEYS[1], 'current') or ''
            if current ~= ARGV[4] then return 'TAKEN' end
            redis.call('HSET', KEYS[1], ARGV[2], ARGV[3], 'current', ARGV[2])
            redis.call('SADD', KEYS[2], ARGV[1])
            return 'DONE'
            """;

    /** KEYS keys, tenants; ARGV tenant, id, wrapped */
    private static final String RESTORE = """
            if redis.call('HSETNX', KEYS[1], ARGV[2], ARGV[3]) == 0 then return 'TAKEN' end
            redis.call('HSETNX', KEYS[1], 'current', ARGV[2])
            redis.call('SADD', KEYS[2], ARGV[1])
            return 'DONE'
            """;

    /** KEYS keys; ARGV id, before, after */
    private static final String REWRAP = """
            if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 'TAKEN' end
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
            return 'DONE'
            """;

    private final RedisCalls calls;
    private final RedisKeys names;

    /** Data keys in this Redis. */
    public RedisDataKeys(RedisDataSource redis, RedisKeys names, Durability durability) {
        this.calls = new RedisCalls(redis, durability);
        this.names = names;
    }

    @Override
    public Optional<String> currentId(String tenant) {
        return field(tenant, CURRENT);
    }

    @Override
    public Optional<WrappedKey> find(String tenant, String id) {
        return field(tenant, id).map(WrappedKey::parse);
    }

    private Optional<String> field(String tenant, String field) {
        return Optional.ofNullable(calls.command("HGET", names.dataKeys(tenant), field))
                .map(Response::toString);
    }

    @Override
    public Map<String, WrappedKey> all(String tenant) {
        return calls.read(() -> calls.source().hash(String.class).hgetall(names.dataKeys(tenant))).entrySet().stream()
                .filter(key -> !key.getKey().equals(CURRENT))
                .collect(Collectors.toMap(Map.Entry::getKey, key -> WrappedKey.parse(key.getValue())));
    }

    @Override
    public boolean add(String tenant, String id, WrappedKey key, @Nullable String replaced) {
        return done(
                ADD,
                List.of(names.dataKeys(tenant), names.keyTenants()),
                List.of(tenant, id, key.toString(), Objects.requireNonNullElse(replaced, "")));
    }

    @Override
    public boolean restore(String tenant, String id, WrappedKey key) {
        return done(RESTORE, List.of(names.dataKeys(tenant), names.keyTenants()), List.of(tenant, id, key.toString()));
    }

    @Override
    public boolean rewrap(String tenant, String id, WrappedKey before, WrappedKey after) {
        return done(REWRAP, List.of(names.dataKeys(tenant)), List.of(id, before.toString(), after.toString()));
    }

    private boolean done(String script, List<String> keys, List<String> arguments) {
        return calls.write(script, keys, arguments).equals("DONE");
    }

    @Override
    public Set<String> tenants() {
        return calls.read(() -> calls.source().set(String.class).smembers(names.keyTenants()));
    }
}
