package io.docket.workflow.memory.redis;

import io.docket.workflow.memory.Claim;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.InstanceRef;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.hash.HashCommands;
import io.quarkus.redis.datasource.keys.KeyCommands;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Instances in Redis: hash {@code instance:<tenant>/<id>} with {@code intent} (milliseconds) or {@code engineKey},
 * {@code asked} (milliseconds) where it has a start form or lost its engine, {@code definition} once it was migrated, and {@code
 * abandoned} once the engine does nothing for it any more; and hash {@code engine:<key>} with {@code tenant}, {@code id}, {@code called} and, if so, {@code process}.
 * The engine is asked only after replicas have the intent: without it the instance would be created a second time.
 */
final class RedisInstances implements InstanceMemory {
    private static final String CLAIM = """
            local bound = redis.call('HGET', KEYS[1], 'engineKey')
            if bound then return 'bound ' .. bound end
            if redis.call('HSETNX', KEYS[1], 'intent', ARGV[1]) == 1 then return 'fresh' end
            return 'doubt ' .. redis.call('HGET', KEYS[1], 'intent')
            """;
    private static final String RENEW = """
            if redis.call('HEXISTS', KEYS[1], 'engineKey') == 1 then return '0' end
            if redis.call('HGET', KEYS[1], 'intent') ~= ARGV[1] then return '0' end
            redis.call('HSET', KEYS[1], 'intent', ARGV[2])
            return '1'
            """;
    private static final String BIND = """
            local bound = redis.call('HGET', KEYS[1], 'engineKey')
            if bound and bound ~= ARGV[1] then return bound end
            redis.call('HSET', KEYS[1], 'engineKey', ARGV[1])
            redis.call('HDEL', KEYS[1], 'intent')
            redis.call('DEL', KEYS[2])
            redis.call('HSET', KEYS[2], 'tenant', ARGV[2], 'id', ARGV[3], 'called', 'false')
            return ARGV[1]
            """;

    private static final String FORGET = """
            redis.call('HSETNX', KEYS[1], 'asked', ARGV[1])
            redis.call('HDEL', KEYS[1], 'engineKey', 'intent', 'definition', 'abandoned')
            return '1'
            """;

    private final Scripts scripts;
    private final HashCommands<String, String, String> hashes;
    private final KeyCommands<String> keys;
    private final RedisKeys names;

    RedisInstances(RedisDataSource redis, RedisKeys names, Durability durability) {
        this.scripts = new Scripts(redis, durability);
        this.hashes = redis.hash(String.class);
        this.keys = redis.key();
        this.names = names;
    }

    @Override
    public Claim claim(InstanceRef instance, Instant now) {
        String[] answer = Objects.requireNonNull(
                        scripts.keep(CLAIM, List.of(names.instance(instance)), Long.toString(now.toEpochMilli())))
                .split(" ");
        return switch (answer[0]) {
            case "bound" -> new Claim.Bound(Long.parseLong(answer[1]));
            case "doubt" -> new Claim.InDoubt(Instant.ofEpochMilli(Long.parseLong(answer[1])));
            default -> new Claim.Fresh();
        };
    }

    @Override
    public boolean renew(InstanceRef instance, Instant seen, Instant now) {
        return "1"
                .equals(scripts.keep(
                        RENEW,
                        List.of(names.instance(instance)),
                        Long.toString(seen.toEpochMilli()),
                        Long.toString(now.toEpochMilli())));
    }

    @Override
    public void release(InstanceRef instance) {
        hashes.hdel(names.instance(instance), "intent");
    }

    @Override
    public boolean isClaimed(InstanceRef instance) {
        return hashes.hexists(names.instance(instance), "intent");
    }

    @Override
    public long bind(InstanceRef instance, long engineKey) {
        return Long.parseLong(Objects.requireNonNull(scripts.run(
                BIND,
                List.of(names.instance(instance), names.engineKey(engineKey)),
                Long.toString(engineKey),
                instance.tenant(),
                instance.processInstanceId())));
    }

    @Override
    public void migrated(InstanceRef instance, long definitionKey) {
        hashes.hset(names.instance(instance), "definition", Long.toString(definitionKey));
    }

    @Override
    public OptionalLong definitionKey(InstanceRef instance) {
        String key = hashes.hget(names.instance(instance), "definition");
        return key == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(key));
    }

    @Override
    public void forget(InstanceRef instance) {
        engineKey(instance).ifPresent(key -> keys.del(names.engineKey(key)));
        scripts.run(FORGET, List.of(names.instance(instance)), Long.toString(System.currentTimeMillis()));
    }

    @Override
    public void abandoned(InstanceRef instance) {
        hashes.hset(names.instance(instance), "abandoned", "true");
    }

    @Override
    public boolean isAbandoned(InstanceRef instance) {
        return hashes.hexists(names.instance(instance), "abandoned");
    }

    @Override
    public OptionalLong engineKey(InstanceRef instance) {
        String key = hashes.hget(names.instance(instance), "engineKey");
        return key == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(key));
    }

    @Override
    public Optional<Binding> instance(long engineKey) {
        Map<String, String> binding = hashes.hgetall(names.engineKey(engineKey));
        return binding.isEmpty()
                ? Optional.empty()
                : Optional.of(new Binding(
                        new InstanceRef(
                                Objects.requireNonNull(binding.get("tenant")),
                                Objects.requireNonNull(binding.get("id"))),
                        calledProcess(binding)));
    }

    private static @Nullable String calledProcess(Map<String, String> binding) {
        return Boolean.parseBoolean(binding.get("called")) ? binding.getOrDefault("process", "") : null;
    }

    @Override
    public void adopt(long calledKey, long callerKey, String processId) {
        instance(callerKey)
                .ifPresent(caller -> hashes.hset(
                        names.engineKey(calledKey),
                        Map.of(
                                "tenant",
                                caller.instance().tenant(),
                                "id",
                                caller.instance().processInstanceId(),
                                "called",
                                "true",
                                "process",
                                processId)));
    }

    @Override
    public void ended(InstanceRef instance) {
        engineKey(instance).ifPresent(key -> keys.expire(names.engineKey(key), RedisKeys.AFTERLIFE));
        keys.expire(names.instance(instance), RedisKeys.AFTERLIFE);
    }

    @Override
    public void calledEnded(long calledKey) {
        keys.expire(names.engineKey(calledKey), RedisKeys.AFTERLIFE);
    }
}
