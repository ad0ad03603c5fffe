package io.docket.workflow.memory.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.memory.Need;
import io.docket.workflow.memory.Needs;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.value.ValueCommands;
import java.util.Set;
import java.util.TreeSet;

/**
 * Needs in Redis: string {@code needs:<tenant>/<process>}, JSON. One that was noted before there were start forms is an array
 * of paths.
 */
final class RedisNeeds implements Needs {
    private static final TypeReference<Set<String>> PATHS = new TypeReference<>() {};

    private final ValueCommands<String, String> values;
    private final RedisKeys names;

    RedisNeeds(RedisDataSource redis, RedisKeys names) {
        this.values = redis.value(String.class);
        this.names = names;
    }

    @Override
    public void note(String tenant, String processId, Need need) {
        Need sorted = new Need(new TreeSet<>(need.paths()), need.startForm());
        values.set(names.needs(tenant, processId), new String(Json.bytes(sorted), UTF_8));
    }

    @Override
    public Need of(String tenant, String processId) {
        String need = values.get(names.needs(tenant, processId));
        return need == null ? Need.NOTHING : read(Json.tree(need.getBytes(UTF_8)));
    }

    private static Need read(JsonNode need) {
        return need.isArray()
                ? new Need(Json.mapper().convertValue(need, PATHS), null)
                : Json.mapper().convertValue(need, Need.class);
    }
}
