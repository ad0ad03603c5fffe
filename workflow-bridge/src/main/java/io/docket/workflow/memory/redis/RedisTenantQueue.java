package io.docket.workflow.memory.redis;

import io.docket.workflow.memory.TenantQueue;
import io.docket.workflow.retry.Unavailable;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.list.ListCommands;
import io.quarkus.redis.datasource.set.SetCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A queue for each tenant in Redis: list {@code <name>:<tenant>}, and set {@code <name>} of the tenants that have one. */
final class RedisTenantQueue implements TenantQueue {
    private static final String ADDED = "1";

    /** Into {@code <list> <tenants>}: {@code <tenant> <most> <only behind others> <item>...}, of which a single one goes behind others. What is there already is written once more, to be awaited like the rest. */
    private static final String PUT = """
            local waiting = redis.call('LLEN', KEYS[1])
            if ARGV[3] == '1' then
              if waiting == 0 then return '0' end
              local at = redis.call('LPOS', KEYS[1], ARGV[4])
              if at then
                redis.call('LSET', KEYS[1], at, ARGV[4])
                return '1'
              end
            end
            local count = #ARGV - 3
            local last = redis.call('LRANGE', KEYS[1], -count, -1)
            local there = count > 0 and #last == count
            for i = 1, #last do there = there and last[i] == ARGV[3 + i] end
            if there then
              redis.call('LSET', KEYS[1], -1, last[count])
              return '1'
            end
            if waiting >= tonumber(ARGV[2]) then return 'full' end
            for i = 4, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end
            redis.call('SADD', KEYS[2], ARGV[1])
            return '1'
            """;

    /** In {@code <list> <tenants>}: {@code <tenant> <how many were seen> <seen>... <left>...}. */
    private static final String SETTLE = """
            local seen = tonumber(ARGV[2])
            local head = redis.call('LRANGE', KEYS[1], 0, seen - 1)
            if #head ~= seen then return '0' end
            for i = 1, seen do if head[i] ~= ARGV[2 + i] then return '0' end end
            redis.call('LTRIM', KEYS[1], seen, -1)
            for i = #ARGV, 3 + seen, -1 do redis.call('LPUSH', KEYS[1], ARGV[i]) end
            if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('SREM', KEYS[2], ARGV[1]) end
            return '1'
            """;

    private final Scripts scripts;
    private final ListCommands<String, String> lists;
    private final SetCommands<String, String> sets;
    private final String name;
    private final int capacity;

    /**
     * The queues of a name.
     *
     * @param capacity items of one tenant, which a group that is put at once may exceed
     */
    RedisTenantQueue(RedisDataSource redis, Durability durability, String name, int capacity) {
        this.scripts = new Scripts(redis, durability);
        this.lists = redis.list(String.class);
        this.sets = redis.set(String.class);
        this.name = name;
        this.capacity = capacity;
    }

    @Override
    public Set<String> tenants() {
        return sets.smembers(name);
    }

    @Override
    public long size(String tenant) {
        return lists.llen(list(tenant));
    }

    @Override
    public void put(String tenant, List<String> items) {
        put(tenant, items, "0");
    }

    @Override
    public boolean putBehind(String tenant, String item) {
        return put(tenant, List.of(item), "1");
    }

    private boolean put(String tenant, List<String> items, String onlyBehind) {
        List<String> arguments = new ArrayList<>(List.of(tenant, Integer.toString(capacity), onlyBehind));
        arguments.addAll(items);
        String answer = String.valueOf(scripts.keep(PUT, keys(tenant), arguments.toArray(String[]::new)));
        if (!ADDED.equals(answer) && !"0".equals(answer)) {
            throw new Unavailable(
                    "tenant " + tenant + " has no account of the bridge, and as many as may wait for one do: "
                            + capacity,
                    null);
        }
        return ADDED.equals(answer);
    }

    @Override
    public List<String> first(String tenant, int count) {
        return lists.lrange(list(tenant), 0, count - 1L);
    }

    @Override
    public void settle(String tenant, List<String> seen, List<String> left) {
        if (seen.isEmpty()) {
            return;
        }
        List<String> arguments = new ArrayList<>(List.of(tenant, Integer.toString(seen.size())));
        arguments.addAll(seen);
        arguments.addAll(left);
        scripts.run(SETTLE, keys(tenant), arguments.toArray(String[]::new));
    }

    private List<String> keys(String tenant) {
        return List.of(list(tenant), name);
    }

    private String list(String tenant) {
        return name + ":" + tenant;
    }
}
