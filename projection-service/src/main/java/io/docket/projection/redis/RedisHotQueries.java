package io.docket.projection.redis;

import io.docket.projection.freshness.Watermarks;
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
    private final Watermarks watermarks;

    public RedisHotQueries(
            Redis redis, RedisHotViews views, RedisConfig config, HotSource source, Watermarks watermarks) {
        this.redis = redis;
        this.views = views;
        this.config = config;
        this.source = source;
        this.watermarks = watermarks;
    }

    @Override
    public Uni<Optional<Statistics>> statistics(String tenant, List<String> groups) {
        List<List<String>> commands = new ArrayList<>();
        groups.forEach(group -> commands.add(List.of("HGETALL", HotKeys.countersIn(tenant, group))));
        commands.add(List.of("SCARD", HotKeys.actorsIn(tenant)));
        return ifWhole(commands, answers -> {
            Map<String, Map<String, Long>> counters = new HashMap<>();
            for (int i = 0; i < groups.size(); i++) {
                counters.put(groups.get(i), numbers(answers.get(i)));
            }
            return new Statistics(counters, answers.get(groups.size()).toLong());
        });
    }

    private static Map<String, Long> numbers(Response hash) {
        Map<String, Long> numbers = new HashMap<>();
        Redis.pairs(hash).forEach((path, value) -> numbers.put(path, Long.valueOf(value)));
        return numbers;
    }

    @Override
    public Uni<Optional<Map<String, Long>>> work(String tenant, List<String> paths) {
        if (paths.isEmpty()) {
            return Uni.createFrom().item(Optional.of(Map.of()));
        }
        List<String> command = new ArrayList<>(List.of("HMGET", HotKeys.countersIn(tenant, Counter.WORK)));
        command.addAll(paths);
        return ifWhole(List.of(command), answers -> {
            Map<String, Long> numbers = new LinkedHashMap<>();
            for (int i = 0; i < paths.size(); i++) {
                Response value = answers.get(0).get(i);
                numbers.put(paths.get(i), value == null ? 0L : value.toLong());
            }
            return numbers;
        });
    }

    @Override
    public Uni<Optional<Map<String, Map<String, String>>>> summaries(
            String tenant, String view, Collection<String> ids) {
        List<List<String>> commands = ids.stream()
                .map(id -> List.of("HGETALL", HotKeys.summaryIn(tenant, view, id)))
                .toList();
        return ifWhole(commands, answers -> {
            Map<String, Map<String, String>> summaries = new LinkedHashMap<>();
            int i = 0;
            for (String id : ids) {
                Map<String, String> summary = Redis.pairs(answers.get(i++));
                if (!summary.isEmpty()) {
                    summaries.put(id, summary);
                }
            }
            return summaries;
        });
    }

    /**
     * The answer, if nothing is missing in it that the stored documents hold as far as this instance knows, which is at least
     * what a query with {@code Docket-After} waited for.
     */
    private <T> Uni<Optional<T>> ifWhole(List<List<String>> commands, Function<Response, T> answer) {
        if (views.health() != RedisHotViews.Health.READY) {
            return Uni.createFrom().item(Optional.empty());
        }
        Map<Integer, Long> next = watermarks.positions();
        return redis.read(commands)
                .map(reading -> isWhole(reading.epoch(), next)
                        ? Optional.of(answer.apply(reading.answers()))
                        : Optional.<T>empty())
                .ifNoItem()
                .after(config.queryTimeout())
                .recoverWithItem(Optional::empty)
                .onFailure()
                .recoverWithItem(Optional::empty);
    }

    private boolean isWhole(HotEpoch epoch, Map<Integer, Long> next) {
        if (epoch.isBuilding()) {
            views.unknown();
        } else if (!epoch.isComplete()) {
            views.lost("the epoch is gone or broken");
        }
        return epoch.isComplete() && epoch.generations().equals(source.generations()) && epoch.reaches(next);
    }
}
