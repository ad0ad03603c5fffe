package io.docket.projection.generations;

import io.docket.projection.apply.Positions;
import io.docket.projection.apply.StoredPosition;
import io.docket.projection.generations.Account.Behind;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Accounts in memory, and the positions in them. */
final class MemoryAccounts implements Accounts {
    final Map<Integer, Account> known = new TreeMap<>();

    @Override
    public Uni<Map<Integer, Account>> readAll() {
        return Uni.createFrom().item(Map.copyOf(known));
    }

    @Override
    public Uni<Void> open(int partition, List<String> generations) {
        known.putIfAbsent(partition, new Account(new StoredPosition(0, 0, generations), Map.of()));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Boolean> advance(int partition, Set<String> collections, long expectedNext, StoredPosition position) {
        Account account = known.get(partition);
        if (account == null
                || collections.stream()
                        .anyMatch(collection -> account.behindOf(collection).next() != expectedNext)) {
            return Uni.createFrom().item(false);
        }
        collections.forEach(collection ->
                behind(partition, collection, place -> new Behind(position.next(), position.safe(), place.events())));
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<Void> count(int partition, Set<String> collections, long events) {
        collections.forEach(collection -> behind(
                partition, collection, place -> new Behind(place.next(), place.safe(), place.events() + events)));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Boolean> join(int partition, Set<String> collections, long reached) {
        Account account = known.get(partition);
        if (account == null || account.position().next() > reached) {
            return Uni.createFrom().item(false);
        }
        StoredPosition position = account.position();
        known.put(
                partition,
                new Account(position.of(MemoryWorld.union(position.generations(), collections)), account.behind()));
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<Boolean> leave(int partition, StoredPosition expected, Set<String> collections) {
        Account account = known.get(partition);
        if (account == null || !account.position().equals(expected)) {
            return Uni.createFrom().item(false);
        }
        Map<String, Behind> behind = new HashMap<>(account.behind());
        collections.forEach(collection -> behind.put(collection, new Behind(expected.next(), expected.safe(), 0)));
        known.put(
                partition, new Account(expected.of(MemoryWorld.without(expected.generations(), collections)), behind));
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<Void> forget(Set<String> collections) {
        known.replaceAll((partition, account) -> new Account(
                account.position().of(MemoryWorld.without(account.position().generations(), collections)),
                rest(account, collections)));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> settle(int partition, Set<String> collections) {
        known.computeIfPresent(
                partition, (any, account) -> new Account(account.position(), rest(account, collections)));
        return Uni.createFrom().voidItem();
    }

    /** The positions of what is kept current. */
    Positions positions() {
        return new Positions() {
            @Override
            public Uni<Map<Integer, StoredPosition>> read(Set<Integer> partitions) {
                return readAll().map(all -> {
                    Map<Integer, StoredPosition> found = new HashMap<>(all);
                    found.keySet().retainAll(partitions);
                    return found;
                });
            }

            @Override
            public Uni<Map<Integer, StoredPosition>> readAll() {
                Map<Integer, StoredPosition> all = new HashMap<>();
                known.forEach((partition, account) -> all.put(partition, account.position()));
                return Uni.createFrom().item(all);
            }

            @Override
            public Uni<Boolean> advance(int partition, long expectedNext, StoredPosition position) {
                Account account = known.get(partition);
                if (account == null
                        || account.position().next() != expectedNext
                        || !account.position().generations().equals(position.generations())) {
                    return Uni.createFrom().item(false);
                }
                known.put(partition, new Account(position, account.behind()));
                return Uni.createFrom().item(true);
            }
        };
    }

    private void behind(int partition, String collection, UnaryOperator<Behind> change) {
        known.computeIfPresent(partition, (any, account) -> {
            Map<String, Behind> behind = new HashMap<>(account.behind());
            behind.put(collection, change.apply(account.behindOf(collection)));
            return new Account(account.position(), behind);
        });
    }

    private static Map<String, Behind> rest(Account account, Set<String> gone) {
        Map<String, Behind> rest = new HashMap<>(account.behind());
        rest.keySet().removeAll(gone);
        return rest;
    }
}
