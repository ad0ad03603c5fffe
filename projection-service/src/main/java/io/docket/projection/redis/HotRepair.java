package io.docket.projection.redis;

import io.docket.projection.apply.HotState;
import io.docket.projection.apply.HotViews;
import io.docket.projection.apply.StoredPosition;
import io.docket.projection.query.Documents;
import io.docket.projection.view.Projector;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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

    private final Redis redis;
    private final Epochs epochs;
    private final Documents documents;
    private final HotSource source;
    private final List<Projector> projectors;

    public HotRepair(
            Redis redis, Epochs epochs, Documents documents, HotSource source, @All List<Projector> projectors) {
        this.redis = redis;
        this.epochs = epochs;
        this.documents = documents;
        this.source = source;
        this.projectors = List.copyOf(projectors);
    }

    /**
     * Looks at the epoch in use.
     *
     * @param stored how far the stored documents are, read before
     */
    Uni<Judged> judge(String madeFrom, Map<Integer, StoredPosition> stored) {
        HotVerdict.Wanted wanted = new HotVerdict.Wanted(madeFrom, source.generations(), source.revision());
        return epochs.current().map(epoch -> new Judged(HotVerdict.of(epoch, wanted, next(stored)), epoch.id()));
    }

    /**
     * Fills a new epoch; false, and nothing done, if another instance is at it, or has made one since it was judged.
     *
     * @param judged id of the epoch that is wanting, empty for none
     * @param stored how far the stored documents are, read before
     */
    Uni<Boolean> repair(String judged, String madeFrom, Map<Integer, StoredPosition> stored) {
        String epoch = UUID.randomUUID().toString();
        HotVerdict.Wanted from = new HotVerdict.Wanted(madeFrom, source.generations(), source.revision());
        return epochs.open(judged, epoch, from, next(stored))
                .chain(opened -> opened
                        ? fill(epoch)
                                .invoke(() -> requireSame(from.generations()))
                                .chain(() -> epochs.complete(epoch))
                                .invoke(completed -> require(completed, "something was lost while they were filled"))
                                .chain(() -> removeFormer(epoch))
                                .eventually(() -> release(epoch))
                                .replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    /** Lets others begin at once where this one failed; if that fails too they begin as soon as its attention runs out. */
    private Uni<Void> release(String epoch) {
        return epochs.release(epoch).onFailure().recoverWithItem(() -> null);
    }

    private static Map<Integer, Long> next(Map<Integer, StoredPosition> stored) {
        Map<Integer, Long> next = new HashMap<>();
        stored.forEach((partition, position) -> next.put(partition, position.next()));
        return next;
    }

    private Uni<Void> fill(String epoch) {
        Uni<Void> filled = Uni.createFrom().voidItem();
        for (Projector projector : projectors) {
            if (source.serves(projector.view())) {
                filled = filled.chain(() -> inChunks(
                        epoch,
                        documents.all(projector.view(), projector.countedFields()),
                        chunk -> redis.apply(states(projector, chunk), Map.of(), Map.of())));
            }
        }
        return filled.chain(
                () -> inChunks(epoch, documents.actors(), chunk -> redis.apply(List.of(), byTenant(chunk), Map.of())));
    }

    private <T> Uni<Void> inChunks(String epoch, Multi<T> all, Function<List<T>, Uni<String>> write) {
        return all.group()
                .intoLists()
                .of(CHUNK)
                .onItem()
                .transformToUniAndConcatenate(chunk -> write.apply(chunk)
                        .chain(() -> epochs.keep(epoch))
                        .invoke(kept -> require(kept, "another instance makes them anew")))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static List<HotViews.State> states(Projector projector, List<Documents.Stored> chunk) {
        return chunk.stream()
                .map(stored -> HotState.of(projector, stored.key(), stored.document()))
                .filter(state -> !state.counters().isEmpty())
                .toList();
    }

    private static Map<String, Set<String>> byTenant(List<Documents.Actor> actors) {
        return actors.stream()
                .collect(Collectors.groupingBy(
                        Documents.Actor::tenant, Collectors.mapping(Documents.Actor::user, Collectors.toSet())));
    }

    private void requireSame(String generations) {
        require(
                generations.equals(source.generations()),
                "another generation serves than the hot views were made from");
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalStateException(otherwise);
        }
    }

    private Uni<Void> removeFormer(String epoch) {
        return removeFormer(epoch, "0").onFailure().recoverWithItem(failure -> {
            LOG.warnf("old hot views stay for now error=%s", failure.getMessage());
            return null;
        });
    }

    private Uni<@Nullable Void> removeFormer(String epoch, String cursor) {
        return redis.run("SCAN", cursor, "MATCH", redis.keys().everything(), "COUNT", "" + CHUNK)
                .chain(page -> {
                    List<String> former = former(page.get(1), epoch);
                    String following = page.get(0).toString();
                    Uni<Boolean> removed =
                            former.isEmpty() ? Uni.createFrom().item(true) : epochs.removeFormer(epoch, former);
                    return removed.chain(still -> still && !following.equals("0")
                            ? removeFormer(epoch, following)
                            : Uni.createFrom().voidItem());
                });
    }

    private List<String> former(Response found, String epoch) {
        HotKeys keys = redis.keys();
        List<String> former = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String key = found.get(i).toString();
            if (!key.startsWith(keys.ofEpoch(epoch)) && !key.equals(keys.epoch()) && !key.equals(keys.repairLock())) {
                former.add(key);
            }
        }
        return former;
    }

    /** What was made of the epoch with this id, which is empty if there is none. */
    record Judged(HotVerdict verdict, String epoch) {}
}
