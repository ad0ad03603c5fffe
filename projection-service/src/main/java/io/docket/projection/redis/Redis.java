package io.docket.projection.redis;

import io.docket.contracts.json.Json;
import io.docket.projection.apply.HotViews;
import io.docket.projection.view.GenerationName;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Redis commands that the hot views need. */
@ApplicationScoped
public class Redis {
    private static final String APPLY_STATES = script("/lua/apply-states.lua");
    private static final String READ_HASHES =
            "local all = {} for i, key in ipairs(KEYS) do all[i] = redis.call('HGETALL', key) end return all";

    private final ReactiveRedisDataSource redis;
    private final HotKeys keys;

    public Redis(ReactiveRedisDataSource redis, RedisConfig config) {
        this.redis = redis;
        this.keys = new HotKeys(config.prefix());
    }

    HotKeys keys() {
        return keys;
    }

    /** Takes over states of the generations that the epoch is made from, in one step; answers the state of the epoch, or {@code lost}. */
    Uni<String> apply(List<HotViews.State> states, Map<String, Set<String>> actors, Map<Integer, Long> next) {
        List<Map<String, Object>> flat = states.stream()
                .map(state -> Map.<String, Object>of(
                        "tenant", state.key().tenant(),
                        "view", GenerationName.of(state.key().view()).view(),
                        "generation", state.key().view(),
                        "id", state.key().id(),
                        "at", state.at(),
                        "counters", state.counters(),
                        "summary", state.summary()))
                .toList();
        byte[] batch = Json.bytes(Map.of("states", flat, "actors", actors, "next", next));
        return run("EVAL", APPLY_STATES, "1", keys.epoch(), keys.prefix(), new String(batch, StandardCharsets.UTF_8))
                .map(Response::toString);
    }

    /** A hash; empty if there is none. */
    Uni<Map<String, String>> hash(String key) {
        return run("HGETALL", key).map(Redis::pairs);
    }

    /** Several hashes as of one moment, in the order of their keys; empty ones where there is none. */
    Uni<List<Map<String, String>>> hashes(List<String> all) {
        List<String> args = new ArrayList<>(List.of(READ_HASHES, Integer.toString(all.size())));
        args.addAll(all);
        return run("EVAL", args.toArray(String[]::new)).map(answer -> {
            List<Map<String, String>> hashes = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                hashes.add(flat(answer.get(i)));
            }
            return hashes;
        });
    }

    private static Map<String, String> flat(Response pairs) {
        Map<String, String> hash = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            hash.put(pairs.get(i).toString(), pairs.get(i + 1).toString());
        }
        return hash;
    }

    /** Sets fields of a hash. */
    Uni<Void> set(String key, Map<String, String> fields) {
        String[] args = new String[1 + 2 * fields.size()];
        args[0] = key;
        int i = 1;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            args[i++] = field.getKey();
            args[i++] = field.getValue();
        }
        return run("HSET", args).replaceWithVoid();
    }

    /** Any other command. */
    Uni<@Nullable Response> run(String command, String... args) {
        return redis.execute(command, args);
    }

    private static Map<String, String> pairs(@Nullable Response response) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (response == null) {
            return pairs;
        }
        Set<String> names = response.getKeys();
        names.forEach(name -> Optional.ofNullable(response.get(name)).ifPresent(v -> pairs.put(name, v.toString())));
        return pairs;
    }

    private static String script(String resource) {
        try (InputStream script = Redis.class.getResourceAsStream(resource)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
