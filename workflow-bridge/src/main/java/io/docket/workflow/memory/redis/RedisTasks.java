package io.docket.workflow.memory.redis;

import io.docket.workflow.memory.TaskMemory;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyCommands;
import io.quarkus.redis.datasource.value.ValueCommands;
import java.util.OptionalLong;

/** Tasks in Redis: string {@code task:<tenant>/<id>}, the key of the user task. */
final class RedisTasks implements TaskMemory {
    private final ValueCommands<String, String> values;
    private final KeyCommands<String> keys;
    private final RedisKeys names;

    RedisTasks(RedisDataSource redis, RedisKeys names) {
        this.values = redis.value(String.class);
        this.keys = redis.key();
        this.names = names;
    }

    @Override
    public void bindTask(String tenant, String taskId, long userTaskKey) {
        values.set(names.task(tenant, taskId), Long.toString(userTaskKey));
    }

    @Override
    public OptionalLong userTaskKey(String tenant, String taskId) {
        String key = values.get(names.task(tenant, taskId));
        return key == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(key));
    }

    @Override
    public void taskEnded(String tenant, String taskId) {
        keys.expire(names.task(tenant, taskId), RedisKeys.AFTERLIFE);
    }
}
