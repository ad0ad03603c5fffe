package io.docket.workflow.interim.redis;

/**
 * The scripts that change interim data. {@code held} is what a key holds now; a value that does not begin with the tenant's
 * prefix is another tenant's, whose instance happens to have the same id.
 */
final class InterimScripts {
    private static final String SHARED = """
            local function size(key)
              local bytes = 0
              for _, value in ipairs(redis.call('HVALS', key)) do bytes = bytes + #value end
              return bytes
            end
            local function held(key) return redis.call('HGET', key, 'data') end
            local function foreign(value, prefix) return string.sub(value, 1, #prefix) ~= prefix end
            """;

    /** KEYS data, index, instance, ended, ages, bytes, owners; ARGV prefix, now, owner, new or any, field, value, ... */
    static final String PUT = SHARED + """
            if redis.call('EXISTS', KEYS[4]) == 1 then return 'ENDED' end
            if redis.call('EXISTS', KEYS[3]) == 0 then return 'UNKNOWN' end
            local before = held(KEYS[1])
            if before and foreign(before, ARGV[1]) then return 'FOREIGN' end
            if before and ARGV[4] == 'new' then return 'TAKEN' end
            redis.call('INCRBY', KEYS[6], 0 - size(KEYS[1]))
            redis.call('DEL', KEYS[1])
            redis.call('HSET', KEYS[1], unpack(ARGV, 5))
            redis.call('INCRBY', KEYS[6], size(KEYS[1]))
            redis.call('SADD', KEYS[2], KEYS[1])
            redis.call('ZADD', KEYS[5], 'NX', ARGV[2], KEYS[1])
            redis.call('HSET', KEYS[7], KEYS[1], ARGV[3])
            return 'DONE'
            """;

    /** KEYS data, ages, bytes, unbound; ARGV now, end of life, field, value, ... */
    static final String PUT_UNBOUND = SHARED + """
            if held(KEYS[1]) then return 'TAKEN' end
            redis.call('HSET', KEYS[1], unpack(ARGV, 3))
            redis.call('INCRBY', KEYS[3], size(KEYS[1]))
            redis.call('ZADD', KEYS[2], 'NX', ARGV[1], KEYS[1])
            redis.call('ZADD', KEYS[4], ARGV[2], KEYS[1])
            return 'DONE'
            """;

    /** KEYS data, unbound, taker; ARGV prefix, taker, milliseconds, reserve or take. A taker that only reserved is kept as {@code ?<taker>}. */
    static final String TAKE = SHARED + """
            local value = held(KEYS[1])
            if not value then return 'GONE' end
            if foreign(value, ARGV[1]) then return 'FOREIGN' end
            local before = redis.call('GET', KEYS[3])
            local own = before == ARGV[2] or before == '?' .. ARGV[2]
            if not own then
              if not redis.call('ZSCORE', KEYS[2], KEYS[1]) then return 'TAKEN' end
              if before and string.sub(before, 1, 1) ~= '?' then return 'TAKEN' end
              if before and ARGV[4] == 'reserve' then return 'RESERVED' end
            end
            local taker = ARGV[2]
            if ARGV[4] == 'reserve' and before ~= ARGV[2] then taker = '?' .. ARGV[2] end
            local left = own and redis.call('PTTL', KEYS[3]) or 0
            redis.call('SET', KEYS[3], taker, 'PX', math.max(left, tonumber(ARGV[3])))
            return 'DONE'
            """;

    /** KEYS data, unbound; ARGV prefix, end of life */
    static final String EXTEND = SHARED + """
            local value = held(KEYS[1])
            if not value then return 'GONE' end
            if foreign(value, ARGV[1]) then return 'FOREIGN' end
            local over = redis.call('ZSCORE', KEYS[2], KEYS[1])
            if over and tonumber(over) < tonumber(ARGV[2]) then redis.call('ZADD', KEYS[2], ARGV[2], KEYS[1]) end
            return 'DONE'
            """;

    /** KEYS data, index, ended, unbound, owners, instance; ARGV prefix, owner, now. The instance is known from now on. */
    static final String BIND = SHARED + """
            local value = held(KEYS[1])
            if not value then return 'GONE' end
            if foreign(value, ARGV[1]) then return 'FOREIGN' end
            local owner = redis.call('HGET', KEYS[5], KEYS[1])
            if owner and owner ~= ARGV[2] then return 'TAKEN' end
            redis.call('SADD', KEYS[2], KEYS[1])
            redis.call('HSET', KEYS[5], KEYS[1], ARGV[2])
            redis.call('ZREM', KEYS[4], KEYS[1])
            if redis.call('EXISTS', KEYS[3]) == 1 then return 'ENDED' end
            redis.call('HSETNX', KEYS[6], 'asked', ARGV[3])
            return 'DONE'
            """;

    /** KEYS index, instance, unbound, owners; ARGV prefix, end of life */
    static final String RELEASE = SHARED + """
            if redis.call('HEXISTS', KEYS[2], 'engineKey') == 1 then return 'TAKEN' end
            for _, key in ipairs(redis.call('SMEMBERS', KEYS[1])) do
              local value = held(key)
              if value and not foreign(value, ARGV[1]) then
                redis.call('ZADD', KEYS[3], 'NX', ARGV[2], key)
                redis.call('HDEL', KEYS[4], key)
                redis.call('SREM', KEYS[1], key)
              end
            end
            return 'DONE'
            """;

    /** KEYS data, bytes; ARGV field, before, after */
    static final String RESEAL = """
            if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 'TAKEN' end
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
            redis.call('INCRBY', KEYS[2], #ARGV[3] - #ARGV[2])
            return 'DONE'
            """;

    /** KEYS index, ages, bytes, owners; ARGV prefix. Returns how many keys are gone. */
    static final String REMOVE = SHARED + """
            local removed = 0
            for _, key in ipairs(redis.call('SMEMBERS', KEYS[1])) do
              local value = held(key)
              if not value or not foreign(value, ARGV[1]) then
                redis.call('INCRBY', KEYS[3], 0 - size(key))
                removed = removed + redis.call('DEL', key)
                redis.call('SREM', KEYS[1], key)
                redis.call('ZREM', KEYS[2], key)
                redis.call('HDEL', KEYS[4], key)
              end
            end
            return tostring(removed)
            """;

    /** KEYS data, unbound, ages, bytes; ARGV latest end of life. Says after {@code DONE} whose it was: {@code v1:<tenant>/}. */
    static final String REMOVE_UNBOUND = SHARED + """
            local over = redis.call('ZSCORE', KEYS[2], KEYS[1])
            if not over or tonumber(over) > tonumber(ARGV[1]) then return 'TAKEN' end
            local whose = string.match(held(KEYS[1]) or '', '^v1:[^/]*/') or ''
            redis.call('INCRBY', KEYS[4], 0 - size(KEYS[1]))
            redis.call('DEL', KEYS[1])
            redis.call('ZREM', KEYS[2], KEYS[1])
            redis.call('ZREM', KEYS[3], KEYS[1])
            return 'DONE' .. whose
            """;

    /** KEYS data, index, ages, owners; ARGV now, owner */
    static final String ADOPT = """
            if redis.call('EXISTS', KEYS[1]) == 0 then return 'GONE' end
            redis.call('SADD', KEYS[2], KEYS[1])
            redis.call('ZADD', KEYS[3], 'NX', ARGV[1], KEYS[1])
            redis.call('HSET', KEYS[4], KEYS[1], ARGV[2])
            return 'DONE'
            """;

    /** KEYS data, unbound, ages, owners; ARGV now, end of life */
    static final String ADOPT_UNBOUND = """
            if redis.call('EXISTS', KEYS[1]) == 0 then return 'GONE' end
            if redis.call('HEXISTS', KEYS[4], KEYS[1]) == 1 then return 'TAKEN' end
            redis.call('ZADD', KEYS[2], 'NX', ARGV[2], KEYS[1])
            redis.call('ZADD', KEYS[3], 'NX', ARGV[1], KEYS[1])
            return 'DONE'
            """;

    /** KEYS index, ages, owners. A line for each member that held nothing: the instance that it belonged to, or {@code -}. */
    static final String PRUNE = """
            local pruned = {}
            for _, key in ipairs(redis.call('SMEMBERS', KEYS[1])) do
              if redis.call('EXISTS', key) == 0 then
                table.insert(pruned, redis.call('HGET', KEYS[3], key) or '-')
                redis.call('SREM', KEYS[1], key)
                redis.call('ZREM', KEYS[2], key)
                redis.call('HDEL', KEYS[3], key)
              end
            end
            return table.concat(pruned, '\\n')
            """;

    private InterimScripts() {}
}
