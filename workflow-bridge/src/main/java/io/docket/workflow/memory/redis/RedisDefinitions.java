package io.docket.workflow.memory.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.json.Json;
import io.docket.workflow.definition.DefinitionMemory;
import io.docket.workflow.definition.KnownDefinition;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.hash.HashCommands;
import io.quarkus.redis.datasource.set.SetCommands;
import java.util.Optional;
import java.util.Set;

/** Definitions in Redis: hash {@code definition:<tenant>/<process>} by version, and set {@code definition} of tenants. */
final class RedisDefinitions implements DefinitionMemory {
    private final HashCommands<String, String, String> hashes;
    private final SetCommands<String, String> sets;
    private final RedisKeys names;

    RedisDefinitions(RedisDataSource redis, RedisKeys names) {
        this.hashes = redis.hash(String.class);
        this.sets = redis.set(String.class);
        this.names = names;
    }

    @Override
    public void note(String tenant, String processId, long version, KnownDefinition definition) {
        hashes.hset(
                names.definition(tenant, processId), Long.toString(version), new String(Json.bytes(definition), UTF_8));
        sets.sadd(names.definingTenants(), tenant);
    }

    @Override
    public Set<String> tenants() {
        return sets.smembers(names.definingTenants());
    }

    @Override
    public Optional<KnownDefinition> find(String tenant, String processId, long version) {
        return Optional.ofNullable(hashes.hget(names.definition(tenant, processId), Long.toString(version)))
                .map(json -> Json.read(json.getBytes(UTF_8), KnownDefinition.class));
    }
}
