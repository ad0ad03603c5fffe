package io.docket.projection.apply;

import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A store in memory that can lose its tail. */
final class MemoryStore implements Views, Positions, HotViews {
    final Map<DocumentKey, Document> documents = new HashMap<>();
    final Map<Integer, StoredPosition> positions = new HashMap<>();
    final List<Set<DocumentKey>> loads = new ArrayList<>();

    /** The hot views. */
    final Map<DocumentKey, State> hot = new HashMap<>();

    /** What each batch that the hot views took covered. */
    final List<Map<Integer, Stretch>> stretches = new ArrayList<>();

    /** How often the hot views took something. */
    int hotWrites;

    /** Whether the hot views are away. */
    boolean hotAway;

    /** The actors that were noted. */
    final Set<String> actors = new HashSet<>();

    /** How often actors cannot be noted. */
    int unnoted;

    /** What happens while documents are loaded. */
    Runnable whileLoading = () -> {};

    int writes;

    /** Documents that the store does not take. */
    Predicate<Document> refused = document -> false;

    /** Documents that are written before the process dies. */
    int writesUntilKilled = Integer.MAX_VALUE;

    /** The partition whose position cannot be moved; none if negative. */
    int stuck = -1;

    /** What is stored now, to go back to. */
    MemoryStore copy() {
        MemoryStore copy = new MemoryStore();
        copy.documents.putAll(documents);
        copy.positions.putAll(positions);
        return copy;
    }

    /** Goes back to what was stored. */
    void loseWhatCameAfter(MemoryStore then) {
        documents.clear();
        documents.putAll(then.documents);
        positions.clear();
        positions.putAll(then.positions);
    }

    @Override
    public Uni<Map<DocumentKey, Document>> load(Set<DocumentKey> keys) {
        loads.add(keys);
        whileLoading.run();
        Map<DocumentKey, Document> found = new HashMap<>(documents);
        found.keySet().retainAll(keys);
        return Uni.createFrom().item(found);
    }

    @Override
    public Uni<Map<DocumentKey, String>> write(Map<DocumentKey, Document> written) {
        Map<DocumentKey, String> tooMuch = new HashMap<>();
        for (Map.Entry<DocumentKey, Document> entry : written.entrySet()) {
            if (writesUntilKilled-- <= 0) {
                return Uni.createFrom().failure(new IllegalStateException("killed"));
            }
            if (refused.test(entry.getValue())) {
                tooMuch.put(entry.getKey(), "too large");
            } else {
                writes++;
                documents.merge(
                        entry.getKey(), entry.getValue(), (known, given) -> known.at() >= given.at() ? known : given);
            }
        }
        return Uni.createFrom().item(tooMuch);
    }

    @Override
    public Uni<Void> noteActors(Map<String, Set<String>> given) {
        if (unnoted > 0) {
            unnoted--;
            return Uni.createFrom().failure(new IllegalStateException("actors cannot be noted"));
        }
        given.values().forEach(actors::addAll);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Map<Integer, StoredPosition>> read(Set<Integer> partitions) {
        Map<Integer, StoredPosition> found = new HashMap<>(positions);
        found.keySet().retainAll(partitions);
        return Uni.createFrom().item(found);
    }

    @Override
    public Uni<Map<Integer, StoredPosition>> readAll() {
        return Uni.createFrom().item(Map.copyOf(positions));
    }

    @Override
    public Uni<Boolean> advance(int partition, long expectedNext, StoredPosition position) {
        if (partition == stuck) {
            return Uni.createFrom().failure(new IllegalStateException("the position cannot be moved"));
        }
        StoredPosition stored = positions.getOrDefault(partition, new StoredPosition(0, 0));
        if (stored.next() != expectedNext) {
            return Uni.createFrom().item(false);
        }
        positions.put(partition, position);
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<Void> apply(List<State> states, Map<String, Set<String>> actors, Map<Integer, Stretch> covered) {
        return applyOrFail(states)
                .invoke(() -> stretches.add(covered))
                .onFailure()
                .recoverWithItem(() -> null);
    }

    @Override
    public Uni<Void> applyOrFail(List<State> states) {
        if (hotAway) {
            return Uni.createFrom().failure(new IllegalStateException("the hot views are away"));
        }
        hotWrites++;
        states.forEach(
                state -> hot.merge(state.key(), state, (known, given) -> known.at() >= given.at() ? known : given));
        return Uni.createFrom().voidItem();
    }
}
