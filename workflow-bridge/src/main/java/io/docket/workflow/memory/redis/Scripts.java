package io.docket.workflow.memory.redis;

import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs Lua in Redis: each script is one atomic step. */
final class Scripts {
    private final RedisDataSource redis;

    Scripts(RedisDataSource redis) {
        this.redis = redis;
    }

    @Nullable
    String run(String script, List<String> keys, String... arguments) {
        List<String> call = new ArrayList<>();
        call.add(script);
        call.add(Integer.toString(keys.size()));
        call.addAll(keys);
        call.addAll(List.of(arguments));
        Response answer = redis.execute("EVAL", call.toArray(String[]::new));
        return answer == null ? null : answer.toString();
    }
}
