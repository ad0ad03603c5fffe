package io.docket.workflow.memory.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import io.docket.contracts.json.Json;
import io.docket.workflow.memory.Needs;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.value.ValueCommands;
import java.util.Set;
import java.util.TreeSet;

/** Needs in Redis: string {@code needs:<tenant>/<process>}, a JSON array of paths. */
final class RedisNeeds implements Needs {
    private static final TypeReference<Set<String>> PATHS = new TypeReference<>() {};

    private final ValueCommands<String, String> values;
    private final RedisKeys names;

    RedisNeeds(RedisDataSource redis, RedisKeys names) {
        this.values = redis.value(String.class);
        this.names = names;
    }

    @Override
    public void note(String tenant, String processId, Set<String> paths) {
        values.set(names.needs(tenant, processId), new String(Json.bytes(new TreeSet<>(paths)), UTF_8));
    }

    @Override
    public Set<String> of(String tenant, String processId) {
        String paths = values.get(names.needs(tenant, processId));
        return paths == null ? Set.of() : Json.mapper().convertValue(Json.tree(paths.getBytes(UTF_8)), PATHS);
    }
}
