package io.docket.projection.redis;

import io.docket.projection.query.HotQueries;
import io.docket.projection.view.Counter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Queries on the hot views in Redis. */
@ApplicationScoped
public class RedisHotQueries implements HotQueries {
    private final Redis redis;
    private final RedisHotViews views;
    private final RedisConfig config;
    private final HotSource source;

    public RedisHotQueries(Redis redis, RedisHotViews views, RedisConfig config, HotSource source) {
        this.redis = redis;
        this.views = views;
        this.config = config;
        this.source = source;
    }

    @Override
    public Uni<Optional<Statistics>> statistics(String tenant, List<String> groups) {
        return ifComplete(epoch -> {
            HotKeys keys = redis.keys();
            Uni<Map<String, Map<String, Long>>> counters = redis.hashes(groups.stream()
                            .map(group -> keys.counters(epoch, tenant, group))
                            .toList())
                    .map(hashes -> {
                        Map<String, Map<String, Long>> byGroup = new HashMap<>();
                        for (int i = 0; i < groups.size(); i++) {
                            byGroup.put(groups.get(i), numbers(hashes.get(i)));
                        }
                        return byGroup;
                    });
            Uni<Long> actors = redis.run("SCARD", keys.actors(epoch, tenant)).map(Response::toLong);
            return Uni.combine().all().unis(counters, actors).with(Statistics::new);
        });
    }

    private static Map<String, Long> numbers(Map<String, String> hash) {
        Map<String, Long> numbers = new HashMap<>();
        hash.forEach((path, value) -> numbers.put(path, Long.valueOf(value)));
        return numbers;
    }

    @Override
    public Uni<Optional<Map<String, Long>>> work(String tenant, List<String> paths) {
        if (paths.isEmpty()) {
            return Uni.createFrom().item(Optional.of(Map.of()));
        }
        return ifComplete(epoch -> {
            List<String> args = new ArrayList<>();
            args.add(redis.keys().counters(epoch, tenant, Counter.WORK));
            args.addAll(paths);
            return redis.run("HMGET", args.toArray(String[]::new)).map(values -> {
                Map<String, Long> numbers = new LinkedHashMap<>();
                for (int i = 0; i < paths.size(); i++) {
                    Response value = values.get(i);
                    numbers.put(paths.get(i), value == null ? 0L : value.toLong());
                }
                return numbers;
            });
        });
    }

    @Override
    public Uni<Optional<Map<String, Map<String, String>>>> summaries(
            String tenant, String view, Collection<String> ids) {
        return ifComplete(epoch -> {
            List<Uni<Map<String, String>>> reads = ids.stream()
                    .map(id -> redis.hash(redis.keys().summary(epoch, tenant, view, id)))
                    .toList();
            return Uni.join().all(reads).andFailFast().map(found -> {
                Map<String, Map<String, String>> summaries = new LinkedHashMap<>();
                int i = 0;
                for (String id : ids) {
                    Map<String, String> summary = found.get(i++);
                    if (!summary.isEmpty()) {
                        summaries.put(id, summary);
                    }
                }
                return summaries;
            });
        });
    }

    private <T> Uni<Optional<T>> ifComplete(Function<String, Uni<T>> query) {
        if (views.health() != RedisHotViews.Health.READY) {
            return Uni.createFrom().item(Optional.empty());
        }
        return redis.hash(redis.keys().epoch())
                .chain(epoch -> {
                    String id = epoch.get("id");
                    if (id == null || !RedisHotViews.COMPLETE.equals(epoch.get("state"))) {
                        views.lost("the epoch is not complete");
                        return Uni.createFrom().item(Optional.<T>empty());
                    }
                    if (!source.generations().equals(epoch.get("generations"))) {
                        return Uni.createFrom().item(Optional.<T>empty());
                    }
                    return query.apply(id).map(Optional::of);
                })
                .ifNoItem()
                .after(config.queryTimeout())
                .recoverWithItem(Optional::empty)
                .onFailure()
                .recoverWithItem(Optional::empty);
    }
}
