package io.docket.workflow.interim.redis;

import io.docket.workflow.encryption.Vault;
import io.docket.workflow.interim.InterimKeys;
import io.docket.workflow.interim.InterimStore;
import io.docket.workflow.interim.Reserved;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.redis.Durability;
import io.docket.workflow.memory.redis.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Interim data in Redis, under the keys of the contracts. Beside them, under the bridge's own prefix: sorted set
 * {@code interim:ages} (key by when it was first put), sorted set {@code interim:unbound} (key by its end of life), hash
 * {@code interim:owners} (instance by key), counter {@code interim:bytes}, and strings {@code interim:taker:<key>} (the command
 * that took the key, or that reserved it: after a {@code ?}) that expire.
 */
public final class RedisInterimStore implements InterimStore {
    private static final String SCAN_COUNT = "500";
    private static final String DONE = "DONE";
    private static final String RESERVED = "RESERVED";
    private static final String NOBODY = "-";

    private final RedisCalls calls;
    private final RedisKeys names;
    private final InstantSource clock;

    /** Interim data in this Redis. */
    public RedisInterimStore(RedisDataSource redis, RedisKeys names, Durability durability, InstantSource clock) {
        this.calls = new RedisCalls(redis, durability);
        this.names = names;
        this.clock = clock;
    }

    @Override
    public Outcome put(InstanceRef instance, String key, Map<String, String> fields) {
        return put(instance, key, fields, "any");
    }

    @Override
    public Outcome putNew(InstanceRef instance, String key, Map<String, String> fields) {
        return put(instance, key, fields, "new");
    }

    private Outcome put(InstanceRef instance, String key, Map<String, String> fields, String mode) {
        List<String> arguments = new ArrayList<>(List.of(Vault.prefix(instance.tenant()), now(), instance.key(), mode));
        arguments.addAll(flat(fields));
        return Outcome.valueOf(calls.write(
                InterimScripts.PUT,
                List.of(
                        key,
                        InterimKeys.index(instance.processInstanceId()),
                        names.instance(instance),
                        names.ended(instance),
                        names.interimAges(),
                        names.interimBytes(),
                        names.interimOwners()),
                arguments));
    }

    @Override
    public Outcome putUnbound(String tenant, String key, Map<String, String> fields, Duration life) {
        List<String> arguments =
                new ArrayList<>(List.of(now(), millis(clock.instant().plus(life))));
        arguments.addAll(flat(fields));
        return Outcome.valueOf(calls.write(
                InterimScripts.PUT_UNBOUND,
                List.of(key, names.interimAges(), names.interimBytes(), names.interimUnbound()),
                arguments));
    }

    @Override
    public Outcome reserve(String tenant, String key, String taker, Duration time) {
        String answer = take(tenant, key, taker, time, "reserve");
        if (answer.equals(RESERVED)) {
            throw new Reserved(key);
        }
        return Outcome.valueOf(answer);
    }

    @Override
    public Outcome take(String tenant, String key, String taker, Duration time) {
        return Outcome.valueOf(take(tenant, key, taker, time, "take"));
    }

    private String take(String tenant, String key, String taker, Duration time, String mode) {
        return calls.write(
                InterimScripts.TAKE,
                List.of(key, names.interimUnbound(), names.interimTaker(key)),
                List.of(Vault.prefix(tenant), taker, Long.toString(Math.max(1, time.toMillis())), mode));
    }

    @Override
    public Outcome extend(String tenant, String key, Instant until) {
        return Outcome.valueOf(calls.write(
                InterimScripts.EXTEND,
                List.of(key, names.interimUnbound()),
                List.of(Vault.prefix(tenant), millis(until))));
    }

    @Override
    public Outcome bind(InstanceRef instance, String key) {
        return Outcome.valueOf(calls.write(
                InterimScripts.BIND,
                List.of(
                        key,
                        InterimKeys.index(instance.processInstanceId()),
                        names.ended(instance),
                        names.interimUnbound(),
                        names.interimOwners(),
                        names.instance(instance)),
                List.of(Vault.prefix(instance.tenant()), instance.key(), now())));
    }

    @Override
    public void release(InstanceRef instance, Duration life) {
        calls.write(
                InterimScripts.RELEASE,
                List.of(
                        InterimKeys.index(instance.processInstanceId()),
                        names.instance(instance),
                        names.interimUnbound(),
                        names.interimOwners()),
                List.of(Vault.prefix(instance.tenant()), millis(clock.instant().plus(life))));
    }

    @Override
    public Map<String, String> get(String key) {
        return calls.read(() -> calls.source().hash(String.class).hgetall(key));
    }

    @Override
    public boolean reseal(String key, String field, String before, String after) {
        return calls.write(InterimScripts.RESEAL, List.of(key, names.interimBytes()), List.of(field, before, after))
                .equals("DONE");
    }

    @Override
    public boolean isUnbound(String key) {
        return calls.command("ZSCORE", names.interimUnbound(), key) != null;
    }

    @Override
    public Optional<InstanceRef> ownerOf(String key) {
        return Optional.ofNullable(calls.command("HGET", names.interimOwners(), key))
                .map(owner -> InstanceRef.parse(owner.toString()));
    }

    @Override
    public int remove(InstanceRef instance) {
        return Integer.parseInt(calls.write(
                InterimScripts.REMOVE,
                List.of(
                        InterimKeys.index(instance.processInstanceId()),
                        names.interimAges(),
                        names.interimBytes(),
                        names.interimOwners()),
                List.of(Vault.prefix(instance.tenant()))));
    }

    @Override
    public List<Expired> removeUnbound(Instant before, int limit) {
        Response over = calls.command(
                "ZRANGE",
                names.interimUnbound(),
                "-inf",
                millis(before),
                "BYSCORE",
                "LIMIT",
                "0",
                Integer.toString(limit));
        List<Expired> expired = new ArrayList<>();
        for (String key : texts(over)) {
            String answer = calls.write(
                    InterimScripts.REMOVE_UNBOUND,
                    List.of(key, names.interimUnbound(), names.interimAges(), names.interimBytes()),
                    List.of(millis(before)));
            if (answer.startsWith(DONE)) {
                expired.add(new Expired(
                        key, Vault.tenantBefore(answer.substring(DONE.length())).orElse(null)));
            }
        }
        return expired;
    }

    @Override
    public void adopt(String key, Optional<InstanceRef> owner, Duration life) {
        if (owner.isPresent()) {
            calls.write(
                    InterimScripts.ADOPT,
                    List.of(
                            key,
                            InterimKeys.index(owner.get().processInstanceId()),
                            names.interimAges(),
                            names.interimOwners()),
                    List.of(now(), owner.get().key()));
        } else {
            calls.write(
                    InterimScripts.ADOPT_UNBOUND,
                    List.of(key, names.interimUnbound(), names.interimAges(), names.interimOwners()),
                    List.of(now(), millis(clock.instant().plus(life))));
        }
    }

    @Override
    public List<Optional<InstanceRef>> pruneIndex(String processInstanceId) {
        return calls.write(
                        InterimScripts.PRUNE,
                        List.of(InterimKeys.index(processInstanceId), names.interimAges(), names.interimOwners()),
                        List.of())
                .lines()
                .map(owner ->
                        owner.equals(NOBODY) ? Optional.<InstanceRef>empty() : Optional.of(InstanceRef.parse(owner)))
                .toList();
    }

    @Override
    public Page scan(String cursor) {
        Response page = Objects.requireNonNull(calls.command("SCAN", cursor, "MATCH", "bpm-*", "COUNT", SCAN_COUNT));
        return new Page(texts(page.get(1)), page.get(0).toString());
    }

    @Override
    public Totals totals() {
        Response oldest = calls.command("ZRANGE", names.interimAges(), "0", "0", "WITHSCORES");
        List<String> first = oldest == null ? List.of() : flatten(oldest);
        return new Totals(
                number(calls.command("ZCARD", names.interimAges())),
                number(calls.command("ZCARD", names.interimUnbound())),
                number(calls.command("GET", names.interimBytes())),
                first.size() < 2 ? Optional.empty() : Optional.of(instant(first.get(1))));
    }

    private String now() {
        return millis(clock.instant());
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    static Instant instant(String score) {
        return Instant.ofEpochMilli((long) Double.parseDouble(score));
    }

    private static List<String> flat(Map<String, String> fields) {
        List<String> flat = new ArrayList<>();
        fields.forEach((field, value) -> {
            flat.add(field);
            flat.add(value);
        });
        return flat;
    }

    private static long number(@Nullable Response response) {
        return response == null ? 0 : response.toLong();
    }

    static List<String> texts(@Nullable Response response) {
        List<String> texts = new ArrayList<>();
        if (response != null) {
            response.forEach(item -> texts.add(item.toString()));
        }
        return texts;
    }

    /** A member with its score comes flat over RESP2 and nested over RESP3. */
    private static List<String> flatten(Response response) {
        List<String> flat = new ArrayList<>();
        for (Response item : response) {
            if (item.type() == ResponseType.MULTI) {
                flat.addAll(flatten(item));
            } else {
                flat.add(item.toString());
            }
        }
        return flat;
    }
}
