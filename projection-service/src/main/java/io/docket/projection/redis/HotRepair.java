package io.docket.projection.redis;

import io.docket.projection.apply.HotState;
import io.docket.projection.apply.HotViews;
import io.docket.projection.apply.StoredPosition;
import io.docket.projection.query.Documents;
import io.docket.projection.view.Projector;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fills the hot views from the stored documents, in a new epoch. Batches that are applied meanwhile go into the new
 * epoch too; of each document the newer state stays, so the order does not matter.
 */
@ApplicationScoped
public class HotRepair {
    private static final Logger LOG = Logger.getLogger(HotRepair.class);
    private static final int CHUNK = 500;
    private static final Duration LOCK = Duration.ofSeconds(30);

    private final Redis redis;
    private final Documents documents;
    private final HotSource source;
    private final List<Projector> projectors;

    public HotRepair(Redis redis, Documents documents, HotSource source, @All List<Projector> projectors) {
        this.redis = redis;
        this.documents = documents;
        this.source = source;
        this.projectors = List.copyOf(projectors);
    }

    /** True if the epoch in use is complete, of the generations that serve, and not behind the stored documents. */
    Uni<Boolean> isComplete(String madeFrom, Map<Integer, StoredPosition> positions) {
        return redis.hash(redis.keys().epoch()).chain(epoch -> {
            String id = epoch.get("id");
            if (id == null
                    || !RedisHotViews.COMPLETE.equals(epoch.get("state"))
                    || !madeFrom.equals(epoch.get("madeFrom"))
                    || !source.generations().equals(epoch.get("generations"))) {
                return Uni.createFrom().item(false);
            }
            return redis.hash(redis.keys().positions(id))
                    .map(next -> positions.entrySet().stream()
                            .allMatch(entry -> Long.parseLong(next.getOrDefault("" + entry.getKey(), "0"))
                                    >= entry.getValue().safe()));
        });
    }

    /** Fills a new epoch; false, and nothing done, if another instance is at it. */
    Uni<Boolean> repair(String madeFrom, Map<Integer, StoredPosition> positions) {
        String epoch = UUID.randomUUID().toString();
        String generations = source.generations();
        return lock(epoch).chain(locked -> {
            if (!locked) {
                return Uni.createFrom().item(false);
            }
            return redis.set(
                            redis.keys().epoch(),
                            Map.of(
                                    "id",
                                    epoch,
                                    "state",
                                    RedisHotViews.BUILDING,
                                    "madeFrom",
                                    madeFrom,
                                    "generations",
                                    generations))
                    .chain(() -> fill(epoch, positions))
                    .invoke(() -> requireSame(generations))
                    .chain(() -> redis.set(redis.keys().epoch(), Map.of("state", RedisHotViews.COMPLETE)))
                    .chain(() -> removeOthers(epoch))
                    .eventually(() -> redis.run("DEL", redis.keys().repairLock()))
                    .replaceWith(true);
        });
    }

    private Uni<Void> fill(String epoch, Map<Integer, StoredPosition> positions) {
        Map<Integer, Long> next = new HashMap<>();
        positions.forEach((partition, position) -> next.put(partition, position.next()));
        Uni<Void> filled = apply(List.of(), Map.of(), next);
        for (Projector projector : projectors) {
            if (source.serves(projector.view())) {
                filled = filled.chain(() -> fill(epoch, projector));
            }
        }
        return filled.chain(() -> documents
                .actors()
                .group()
                .intoLists()
                .of(CHUNK)
                .onItem()
                .transformToUniAndConcatenate(actors -> apply(
                        List.of(),
                        actors.stream()
                                .collect(Collectors.groupingBy(
                                        Documents.Actor::tenant,
                                        Collectors.mapping(Documents.Actor::user, Collectors.toSet()))),
                        Map.of()))
                .collect()
                .last()
                .replaceWithVoid());
    }

    private Uni<Void> fill(String epoch, Projector projector) {
        return documents
                .all(projector.view(), projector.countedFields())
                .group()
                .intoLists()
                .of(CHUNK)
                .onItem()
                .transformToUniAndConcatenate(chunk -> {
                    List<HotViews.State> states = chunk.stream()
                            .map(stored -> HotState.of(projector, stored.key(), stored.document()))
                            .filter(state -> !state.counters().isEmpty())
                            .toList();
                    return apply(states, Map.of(), Map.of()).chain(() -> renew(epoch));
                })
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> apply(List<HotViews.State> states, Map<String, Set<String>> actors, Map<Integer, Long> next) {
        return redis.apply(states, actors, next).replaceWithVoid();
    }

    private void requireSame(String generations) {
        if (!generations.equals(source.generations())) {
            throw new IllegalStateException("another generation serves than the hot views were made from");
        }
    }

    private Uni<Boolean> lock(String owner) {
        return redis.run("SET", redis.keys().repairLock(), owner, "NX", "PX", "" + LOCK.toMillis())
                .map(answer -> answer != null);
    }

    private Uni<Void> renew(String owner) {
        return redis.run("SET", redis.keys().repairLock(), owner, "PX", "" + LOCK.toMillis())
                .replaceWithVoid();
    }

    private Uni<Void> removeOthers(String epoch) {
        return removeOthers(epoch, "0").onFailure().recoverWithItem(failure -> {
            LOG.warnf("old hot views stay for now error=%s", failure.getMessage());
            return null;
        });
    }

    private Uni<@Nullable Void> removeOthers(String epoch, String cursor) {
        HotKeys keys = redis.keys();
        return redis.run("SCAN", cursor, "MATCH", keys.everything(), "COUNT", "" + CHUNK)
                .chain(page -> {
                    String[] old = old(page.get(1), epoch);
                    String following = page.get(0).toString();
                    Uni<?> removed = old.length == 0 ? Uni.createFrom().voidItem() : redis.run("UNLINK", old);
                    return removed.chain(
                            () -> following.equals("0") ? Uni.createFrom().voidItem() : removeOthers(epoch, following));
                });
    }

    private String[] old(Response found, String epoch) {
        HotKeys keys = redis.keys();
        List<String> old = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String key = found.get(i).toString();
            if (!key.startsWith(keys.ofEpoch(epoch)) && !key.equals(keys.epoch()) && !key.equals(keys.repairLock())) {
                old.add(key);
            }
        }
        return old.toArray(String[]::new);
    }
}
