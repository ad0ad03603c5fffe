package io.docket.projection.redis;

import io.docket.projection.apply.Positions;
import io.docket.projection.apply.StoredPosition;
import io.docket.projection.apply.Views;
import io.docket.projection.query.Condition;
import io.docket.projection.query.Documents;
import io.docket.projection.query.ListQuery;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.Projector;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stored documents and positions in memory, as far as batches are applied to them and hot views are filled from them. */
final class FewDocuments implements Documents, Views, Positions {
    private final Map<DocumentKey, Document> documents = new ConcurrentHashMap<>();
    private final Map<Integer, StoredPosition> positions = new ConcurrentHashMap<>();

    private final Set<Actor> actors = ConcurrentHashMap.newKeySet();

    /** Done after the documents were read, before the actors are. */
    volatile Runnable beside = () -> {};

    FewDocuments() {
        actors.add(new Actor("acme", "ann"));
    }

    /** What all documents of all views add to each counter, but for those that come to nothing. */
    Map<String, Long> counters(List<Projector> projectors) {
        Map<String, Long> sums = new HashMap<>();
        for (Projector projector : projectors) {
            documents.forEach((key, document) -> {
                if (key.view().equals(projector.view())) {
                    projector.counters(document).forEach((counter, value) -> sums.merge(counter, value, Long::sum));
                }
            });
        }
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    /** Moves the position of a partition. */
    void reach(int partition, long next) {
        positions.put(partition, new StoredPosition(next, next));
    }

    @Override
    public Multi<Stored> all(String view, List<String> fields) {
        return Multi.createFrom()
                .items(() -> documents.entrySet().stream()
                        .filter(stored -> stored.getKey().view().equals(view))
                        .map(stored -> new Stored(stored.getKey(), stored.getValue())));
    }

    @Override
    public Multi<Actor> actors() {
        return Multi.createFrom()
                .items(() -> {
                    beside.run();
                    return actors.stream();
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @Override
    public Uni<Map<Integer, StoredPosition>> readAll() {
        return Uni.createFrom().item(() -> Map.copyOf(positions));
    }

    @Override
    public Uni<Map<Integer, StoredPosition>> read(Set<Integer> partitions) {
        Map<Integer, StoredPosition> found = new HashMap<>(positions);
        found.keySet().retainAll(partitions);
        return Uni.createFrom().item(found);
    }

    @Override
    public Uni<Boolean> advance(int partition, long expectedNext, StoredPosition position) {
        StoredPosition known = positions.getOrDefault(partition, new StoredPosition(0, 0));
        boolean moves = known.next() == expectedNext;
        if (moves) {
            positions.put(partition, position);
        }
        return Uni.createFrom().item(moves);
    }

    @Override
    public Uni<Map<DocumentKey, Document>> load(Set<DocumentKey> keys) {
        Map<DocumentKey, Document> found = new HashMap<>(documents);
        found.keySet().retainAll(keys);
        return Uni.createFrom().item(found);
    }

    @Override
    public Uni<Map<DocumentKey, String>> write(Map<DocumentKey, Document> written) {
        documents.putAll(written);
        return Uni.createFrom().item(Map.of());
    }

    @Override
    public Uni<Void> noteActors(Map<String, Set<String>> acted) {
        acted.forEach((tenant, users) -> users.forEach(user -> actors.add(new Actor(tenant, user))));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Optional<Document>> find(DocumentKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Map<String, Document>> find(String view, String tenant, Collection<String> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Page> list(ListQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Long> count(String view, String tenant, List<Condition> conditions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Multi<Stored> all(String view, String tenant, List<String> fields) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Long> countActors(String tenant) {
        return Uni.createFrom()
                .item(actors.stream()
                        .filter(actor -> actor.tenant().equals(tenant))
                        .count());
    }
}
